extension RoutePlan {
  /// The plan for people: what is to be done, each step with its reason and its undo.
  public var text: String {
    var lines: [String] = []
    let missing = self.missing
    let hosts = steps.map(\.host).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if missing.isEmpty {
      lines.append("\(host): nothing is missing, all \(steps.count) steps are there")
    } else {
      lines.append("\(host): \(missing.count) of \(steps.count) steps are missing")
    }
    for host in hosts {
      lines.append("On \(host)")
      for step in steps where step.host == host { lines += step.lines }
    }
    lines += notes.map { "Note: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension SetupStep {
  fileprivate var lines: [String] {
    let mark =
      switch state {
      case .missing: ""
      case .ours: "   # there already"
      case .foreign: "   # there already, not ours"
      case .conflict: "   # refused: see below"
      }
    return action.commands.map { "  \($0)\(mark)" } + ["    \(reason)"]
      + (cost.map { ["    costs: \($0)"] } ?? [])
      + (state == .missing ? action.undo.map { "    undo: \($0)" } : [])
  }
}
