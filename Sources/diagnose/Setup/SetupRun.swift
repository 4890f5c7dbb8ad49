import ArgumentParser
import Dispatch
import Kernel
import RouteSetup

/// One change from the journal to its proof: kept, or taken back.
struct SetupRun {
  let site: SetupSite
  let proof: SetupProof
  /// Where the proof is made: on the scraper, whichever host is changed.
  let prover: NetworkNamespace

  func run(_ change: SetupChange) throws -> SetupReport.Ending {
    let signals = SignalWatch()
    if change.isEmpty { return try prove(signals).map { .notProven($0) } ?? .unchanged }
    try site.make(change, needsProof: proof.isNeeded)
    if let reason = try prove(signals) {
      try site.undo(change)
      return signals.received.map { .interrupted($0) } ?? .rolledBack(reason)
    }
    try site.keep(change)
    return .applied
  }

  /// Why the proof fails; a signal ends the waiting.
  private func prove(_ signals: SignalWatch) throws -> String? {
    if let signal = signals.received { return "signal \(signal)" }
    guard proof.isNeeded else { return nil }
    let answer = ProofAnswer()
    let (proof, namespace) = (proof, prover)
    DispatchQueue.global().async { answer.set(proof.objection(in: namespace)) }
    while true {
      if let signal = signals.received { return "signal \(signal)" }
      if let (isThere, reason) = answer.wait(milliseconds: 50), isThere { return reason }
    }
  }
}

/// What the proof said, handed over from its thread.
private final class ProofAnswer: @unchecked Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private var reason: String?

  func set(_ reason: String?) {
    self.reason = reason
    semaphore.signal()
  }

  func wait(milliseconds: Int) -> (Bool, String?)? {
    semaphore.wait(timeout: .now() + .milliseconds(milliseconds)) == .success ? (true, reason) : nil
  }
}
