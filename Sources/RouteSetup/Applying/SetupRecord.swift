import Addressing
public import Routing

/// What was changed on a host and has not been taken back: what `remove` takes back.
public struct SetupRecord: Sendable, Hashable {
  /// The changes, put together.
  public var change: SetupChange

  /// A record of `change`.
  public init(_ change: SetupChange = SetupChange()) { self.change = change }

  /// The record after one more change.
  public func adding(_ more: SetupChange) -> SetupRecord {
    var result = self
    if !more.deleted.isEmpty {
      let gone = Set(more.deleted.map(RouteKey.init))
      result.change.added.removeAll { gone.contains(RouteKey($0)) }
    }
    result.change.added += more.added
    for setting in more.settings {
      if let index = result.change.settings.firstIndex(where: { $0.key == setting.key }) {
        result.change.settings[index].value = setting.value
      } else {
        result.change.settings.append(setting)
      }
    }
    result.change.rules += more.rules.filter { !result.change.rules.contains($0) }
    return result
  }
}

/// Where a route stands and where it leads: what tells a route of a record from all others.
struct RouteKey: Hashable {
  private let place: [String]

  init(_ route: Route) {
    place =
      [route.destination.description, route.table.description, String(route.metric)]
      + route.nextHops.map { "\($0.gateway?.description ?? "") \($0.dev ?? "") \($0.weight)" }
      .sorted()
  }
}

extension [Route] {
  /// Those of them that are in `present` as one of ours, in their order.
  public func present(in present: [Route]) -> [Route] {
    let there = Set(present.lazy.filter(OwnRoutes.contains).map(RouteKey.init))
    return filter { there.contains(RouteKey($0)) }
  }

  /// Those of them that are not among `others`, in their order.
  public func absent(from others: [Route]) -> [Route] {
    let there = Set(others.lazy.map(RouteKey.init))
    return filter { !there.contains(RouteKey($0)) }
  }
}

/// A change under way, kept where the next start finds it.
public struct SetupJournal: Sendable, Hashable {
  /// What is being done.
  public var phase: Phase
  /// The change.
  public var change: SetupChange
  /// Whether it counts only once it was proven.
  public var needsProof: Bool

  /// What was under way.
  public enum Phase: String, Sendable, Hashable {
    case applying
    case removing
  }

  /// A change under way.
  public init(_ phase: Phase, _ change: SetupChange, needsProof: Bool = false) {
    self.phase = phase
    self.change = change
    self.needsProof = needsProof
  }
}
