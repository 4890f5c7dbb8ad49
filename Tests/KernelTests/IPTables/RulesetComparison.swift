import Addressing
import Firewall
import Testing

/// Expects two rulesets to be equal, and says of each rule that is not where it stands and what
/// both are, field by field.
func expectSame(
  _ read: IPTablesRuleset, _ text: IPTablesRuleset, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    Set(read.tables.map(\.name)) == Set(text.tables.map(\.name)), "\(what): tables",
    sourceLocation: sourceLocation)
  for table in text.tables {
    guard let other = read[table.name] else { continue }
    #expect(
      other.chains.map(\.name) == table.chains.map(\.name), "\(what): chains of \(table.name)",
      sourceLocation: sourceLocation)
    for (ours, theirs) in zip(other.chains, table.chains) {
      #expect(ours.policy == theirs.policy, "\(what): \(table.name) \(ours.name)")
      #expect(ours.counters == theirs.counters, "\(what): \(table.name) \(ours.name)")
      #expect(ours.rules.count == theirs.rules.count, "\(what): \(table.name) \(ours.name)")
      for (one, two) in zip(ours.rules, theirs.rules) where one.named != two.named {
        Issue.record(
          """
          \(what): \(table.name) \(ours.name)
          kernel: \(one.text(inChain: ours.name, family: read.family))
          text:   \(two.text(inChain: ours.name, family: read.family))
          \(differences(one, two))
          """, sourceLocation: sourceLocation)
      }
    }
  }
}

/// The parts of two rules that differ.
private func differences(_ one: IPTablesRule, _ two: IPTablesRule) -> String {
  var lines: [String] = []
  if one.counters != two.counters { lines.append("\(one.counters as Any) \(two.counters as Any)") }
  if one.header != two.header { lines.append("header \(one.header)\n       \(two.header)") }
  if one.target != two.target { lines.append("target \(one.target)\n       \(two.target)") }
  for (left, right) in zip(one.matches, two.matches)
  where AnyHashable(left) != AnyHashable(right) {
    lines.append("match \(left)\n      \(right)")
  }
  return lines.joined(separator: "\n")
}

extension IPTablesRule {
  /// The rule with no more than the names of what no reader knows: a text has options of them, the
  /// kernel bytes.
  fileprivate var named: IPTablesRule {
    var rule = self
    rule.matches = matches.map { match in
      (match as? UnknownMatch).map { UnknownMatch(name: $0.moduleName, text: "") } ?? match
    }
    if case .extension(let target) = target, let unknown = target as? UnknownTarget {
      rule.target = .extension(UnknownTarget(name: unknown.moduleName, text: ""))
    }
    return rule
  }
}
