public import Diagnosis
import Observations
import Simulation

extension Witnesses {
  /// What each witness saw, in words.
  public var evidence: [Evidence] {
    let attempts = probes.map { Evidence(.probe, host: host, at: "connect(2)", $0.headline) }
    let packets = wire.map { finding in Evidence(.packet, at: "capture", finding.words) }
    let counted = counters.map { counter in
      Evidence(
        .counter, host: counter.rule.host,
        at: "\(counter.rule.table ?? "")/\(counter.rule.chain ?? "")"
          + (counter.rule.position.map { "#\($0)" } ?? " policy"),
        "packets counted: \(counter.before) before the attempt, \(counter.after) after it")
    }
    return attempts + packets + counted
  }
}
