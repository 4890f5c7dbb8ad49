import Addressing
public import Simulation

extension Walk {
  /// The walk for people: the answer first, then what decided it, then the steps.
  public var text: String {
    var lines = [flow.description]
    for (index, outcome) in outcomes.enumerated() {
      if outcomes.count > 1 { lines.append("way \(index + 1) of \(outcomes.count)\(outcome.odds)") }
      lines += outcome.lines
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Outcome {
  fileprivate var odds: String {
    probability.map { ", \(Int(($0 * 1000).rounded()) / 10)% of the connections" } ?? ""
  }

  fileprivate var lines: [String] {
    var lines: [String] = []
    let with = rejectedWith.map { " with \($0)" } ?? ""
    let place = decidedBy.host.isEmpty ? "" : " at \(decidedBy.host)"
    lines.append("\(disposition.rawValue)\(with)\(place); the client sees: \(clientSees)")
    lines.append("  \(decidedBy.place)\(decidedBy.text)")
    if let because = decidedBy.because { lines.append("  because: \(because)") }
    for assumption in assuming { lines.append("  assuming: \(assumption)") }
    let port = arrivedAs.sourcePort.map { ":\($0)" } ?? ":(any port)"
    lines.append(
      "  arrived at \(arrivedAs.host) as \(arrivedAs.source)\(port) → "
        + Endpoint(arrivedAs.destination, port: arrivedAs.port).description)
    let width = steps.map { $0.host.count + $0.stage.count + 1 }.max() ?? 0
    for step in steps {
      let place = "\(step.host) \(step.stage)"
      let padding = String(repeating: " ", count: min(40, width) - min(40, place.count))
      lines.append("  \(place)\(padding)  \(step.text)")
    }
    return lines
  }
}

extension DecidedBy {
  fileprivate var place: String {
    guard let table, let chain else { return "" }
    let number = position.map { "#\($0)" } ?? " policy"
    return "\(backend ?? "") \(table)/\(chain)\(number): "
  }
}
