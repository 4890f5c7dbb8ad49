public import Addressing
public import Routing
public import Snapshots

/// What has to change on one host, and nothing that is so already.
public struct SetupChange: Sendable, Hashable {
  /// Routes to add.
  public var added: [Route] = []
  /// Routes of ours that stand in their place.
  public var deleted: [Route] = []
  /// Settings, each with the value before.
  public var settings: [Setting] = []
  /// Firewall rules.
  public var rules: [RuleInsertion] = []

  /// A kernel setting that is changed.
  public struct Setting: Sendable, Hashable {
    public var key: String
    public var value: String
    public var before: String

    /// `key` from `before` to `value`.
    public init(key: String, value: String, before: String) {
      self.key = key
      self.value = value
      self.before = before
    }
  }

  /// No change.
  public init() {}

  /// How many things change.
  public var count: Int { added.count + deleted.count + settings.count + rules.count }

  /// Whether nothing has to change.
  public var isEmpty: Bool { count == 0 }
}

extension RoutePlan {
  /// What is missing of the plan on `host` as it is now. O(n + m) in planned and present routes.
  public func change(on host: HostSnapshot) throws(RouteSetupError) -> SetupChange {
    var change = SetupChange()
    let view = try HostView(host)
    for step in steps where step.host == host.name {
      switch step.action {
      case .route(let route): try change.need(route, view)
      case .setting(let key, let value, let before):
        let now = view.stack.parts.sysctls?[key] ?? before ?? "0"
        if now != value { change.settings.append(.init(key: key, value: value, before: now)) }
      case .rule(let rule): if step.state == .missing { change.rules.append(rule) }
      }
    }
    return change
  }
}

extension SetupChange {
  fileprivate mutating func need(_ route: Route, _ host: HostView) throws(RouteSetupError) {
    let present = host.routes(to: route.destination).filter { $0.isInPlace(of: route) }
    if present.contains(where: { $0.leads(as: route) }) { return }
    for other in present {
      if OwnRoutes.contains(other) {
        deleted.append(other)
      } else if other.metric <= route.metric {
        throw .foreignRoute(other, wanted: route, host: host.name)
      }
    }
    added.append(route)
  }

  /// Throws where a change would move the way to `client`, the machine that an SSH session comes from.
  public func check(session client: IPAddress, on host: HostSnapshot) throws(RouteSetupError) {
    let now = host.networkStack.output(RouteQuery(to: client)).route
    let length = now?.destination.length ?? -1
    for route in added + deleted
    where route.destination.contains(client) && route.destination.length >= length {
      throw .carriesSession(route, client: client)
    }
  }
}
