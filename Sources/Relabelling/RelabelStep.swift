/// One rule of a list applied to a set of labels.
public struct RelabelStep: Sendable {
  /// The rule's place in its list, from 1.
  public let position: Int
  /// The rule.
  public let rule: RelabelRule
  /// The labels before it.
  public let before: LabelSet
  /// The labels after it; those before it where it drops them.
  public let after: LabelSet
  /// What it did, and why.
  public let outcome: RelabelOutcome
}

extension LabelSet {
  /// Applies the rules one by one, up to the end or to the one that drops the set.
  public func steps(of rules: [RelabelRule]) -> [RelabelStep] {
    var builder = LabelBuilder(self)
    var steps: [RelabelStep] = []
    for (index, rule) in rules.enumerated() {
      let before = builder.set
      let outcome = builder.apply(rule)
      steps.append(
        RelabelStep(
          position: index + 1, rule: rule, before: before, after: builder.set, outcome: outcome))
      if !outcome.isKept { break }
    }
    return steps
  }
}
