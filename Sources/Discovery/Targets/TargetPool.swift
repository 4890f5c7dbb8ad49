import Relabelling

/// The targets of a job, each once: those with the same labels and the same URL are merged, as
/// Prometheus does without a word.
public struct TargetPool: Sendable {
  /// Every target that was found, in order, those that were merged into another one left out.
  public private(set) var targets: [FoundTarget] = []
  /// How many targets were merged into one that is there, by that one's place in ``targets``.
  public private(set) var merged: [Int: Int] = [:]
  private var places: [ScrapeTarget: Int] = [:]

  /// A pool without targets.
  public init() {}

  /// Adds the targets of groups.
  public mutating func add(_ groups: [DiscoveredGroup], _ builder: TargetBuilder) {
    for group in groups {
      for target in builder.targets(of: group) { add(target) }
    }
  }

  private mutating func add(_ target: FoundTarget) {
    if case .scraped(let scraped) = target.fate {
      if let place = places[scraped] {
        merged[place, default: 0] += 1
        return
      }
      places[scraped] = targets.count
    }
    targets.append(target)
  }
}
