import Addressing
import KernelLab

#if canImport(Glibc)
  import Glibc
#endif

/// Whoever says what will happen to flows in a recorded network.
protocol Predictor: Sendable {
  func predict(_ flows: [Flow], snapshot: String) throws -> [Prediction]
}

/// `diagnose walk` as built beside these tests.
struct WalkCommand: Predictor {
  /// The folder of the tests' own executable, where the build leaves `diagnose`, too.
  static var executable: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(
      decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/diagnose"
  }

  /// Whether it was built and has the subcommand.
  static var exists: Bool {
    let place = try? NetworkNamespace(name: "walk")
    return (try? place?.run([executable, "walk", "--help"])) != nil
  }

  func predict(_ flows: [Flow], snapshot: String) throws -> [Prediction] {
    let place = try NetworkNamespace(name: "walk")
    let input = flows.map(\.jsonLine).joined(separator: "\n") + "\n"
    let output = try place.run(
      [Self.executable, "walk", "--snapshot", snapshot, "--flows", "-", "--output", "json"],
      input: input, milliseconds: 60_000)
    let lines = output.split(separator: "\n").filter { $0.hasPrefix("{") }
    guard lines.count == flows.count else { throw AgreementError.walk(output) }
    return try lines.map { try Prediction(parsing: String($0)) }
  }
}

/// Why no comparison came about.
enum AgreementError: Error, CustomStringConvertible {
  case walk(String)

  var description: String {
    switch self {
    case .walk(let output): "walk did not answer each flow with one line: \(output.prefix(2000))"
    }
  }
}

extension Flow {
  /// The flow as a line of `--flows`.
  var jsonLine: String {
    let from = source.map { "\"from\":\"\($0)\"," } ?? ""
    return "{\(from)\"sourcePort\":\(sourcePort),\"to\":\"\(destination)\",\"port\":\(port),"
      + "\"protocol\":\"\(transport)\"}"
  }
}
