/// A choice of objects by their labels: `metav1.LabelSelector`. An empty one chooses all.
public struct LabelSelector: Sendable, Hashable {
  /// Labels that must be there with exactly this value.
  public var matchLabels: [String: String]
  /// Further conditions; all must hold.
  public var matchExpressions: [LabelRequirement]

  /// A selector.
  public init(
    matchLabels: [String: String] = [:], matchExpressions: [LabelRequirement] = []
  ) {
    self.matchLabels = matchLabels
    self.matchExpressions = matchExpressions
  }

  /// Whether it chooses every object.
  public var isEmpty: Bool { matchLabels.isEmpty && matchExpressions.isEmpty }

  /// Whether an object with `labels` is chosen.
  public func matches(_ labels: [String: String]) -> Bool {
    matchLabels.allSatisfy { labels[$0.key] == $0.value }
      && matchExpressions.allSatisfy { $0.matches(labels) }
  }
}

/// One entry of `matchExpressions`.
public struct LabelRequirement: Sendable, Hashable {
  /// The label it is about.
  public var key: String
  /// What must hold for the label.
  public var condition: LabelCondition

  /// The requirement that `condition` holds for the label `key`.
  public init(key: String, _ condition: LabelCondition) {
    self.key = key
    self.condition = condition
  }

  /// Whether `labels` meet it. `NotIn` is also met by an object without the label.
  public func matches(_ labels: [String: String]) -> Bool {
    let value = labels[key]
    return switch condition {
    case .in(let values): value.map(values.contains) ?? false
    case .notIn(let values): !(value.map(values.contains) ?? false)
    case .exists: value != nil
    case .doesNotExist: value == nil
    }
  }
}

/// The operators of `matchExpressions`.
public enum LabelCondition: Sendable, Hashable {
  case `in`([String])
  case notIn([String])
  case exists
  case doesNotExist
}
