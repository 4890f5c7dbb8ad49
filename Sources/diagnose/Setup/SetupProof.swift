import Addressing
import ArgumentParser
import Kernel
import Observations
import Probing
import RouteSetup

/// What must answer before a change is kept: `--verify ADDR:PORT` or `--verify none`.
enum SetupProof: Sendable {
  case none
  case connection(AttemptRequest)

  init(parsing text: String?, isNeeded: Bool, from: String?, _ timeout: Double) throws {
    guard timeout > 0, timeout <= 300 else {
      throw failure(.usage, "--timeout is from 0 to 300 seconds")
    }
    switch text {
    case nil where isNeeded:
      throw failure(
        .usage, "say what must answer afterwards: --verify ADDRESS:PORT, or --verify none")
    case nil, "none": self = .none
    case let text?:
      do {
        self = .connection(
          AttemptRequest(
            try Endpoint(parsing: text), source: from.flatMap { IPAddress(parsing: $0) },
            timeout: .milliseconds(Int64(timeout * 1000))))
      } catch {
        throw failure(.usage, "--verify \(error.description)")
      }
    }
  }

  var isNeeded: Bool {
    switch self {
    case .none: false
    case .connection: true
    }
  }

  /// Why the proof fails; nil where it holds.
  func objection(in namespace: NetworkNamespace) -> String? {
    switch self {
    case .none: return nil
    case .connection(let request):
      do {
        let attempt = try namespace.perform { () throws(ProbeError) in
          try Probe.attempt(request)
        }
        return attempt.isAnswered ? nil : Self.words(attempt)
      } catch {
        return "\(error)"
      }
    }
  }

  private static func words(_ attempt: Attempt) -> String {
    let target = attempt.request.destination
    switch attempt.outcome {
    case .connected, .answered: return "\(target) answers"
    case .refusedAtOnce(let error), .failed(let error): return "\(target): \(error)"
    case .silent: return "\(target) does not answer"
    }
  }
}
