public import Relabelling

/// Targets that were found together, and the labels they share (`targetgroup.Group` of Prometheus).
public struct DiscoveredGroup: Sendable, Hashable {
  /// What it was found in: `pod/default/web-0`, the path of a file.
  public var source: String
  /// The labels of all targets.
  public var labels: [Label]
  /// The labels of each target, which count before the shared ones.
  public var targets: [[Label]]

  /// A group.
  public init(source: String, labels: [Label] = [], targets: [[Label]] = []) {
    self.source = source
    self.labels = labels
    self.targets = targets
  }

  /// The labels of each target together with the shared ones.
  public var labelSets: [LabelSet] { targets.map { LabelSet(labels + $0) } }
}
