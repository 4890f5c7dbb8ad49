public import Addressing

/// What a lookup found, and by which rule and route.
public struct RouteDecision: Sendable, Hashable {
  /// What becomes of the packet.
  public var outcome: Outcome
  /// The rule that decided; nil when none did, or when the kernel asks its tables without rules.
  public var rule: RoutingRule?
  /// The route that decided; nil when a rule decided by itself or nothing matched.
  public var route: Route?

  /// A decision.
  public init(_ outcome: Outcome, rule: RoutingRule? = nil, route: Route? = nil) {
    self.outcome = outcome
    self.rule = rule
    self.route = route
  }

  /// What the kernel does with a packet, as far as routing decides.
  public enum Outcome: Sendable, Hashable {
    /// Sends it to one of these, which are alive; several share the flows by weight.
    case unicast([NextHop])
    /// Delivers it on this host; the address belongs to `dev`.
    case local(dev: String)
    /// Sends or accepts it as a broadcast on `dev`.
    case broadcast(dev: String)
    /// Sends it as a multicast.
    case multicast([NextHop])
    /// Drops it in silence; the sender itself gets EINVAL.
    case blackhole
    /// No host: EHOSTUNREACH from a route, ENETUNREACH from a rule.
    case unreachable
    /// Prohibited: EACCES.
    case prohibit
    /// Nothing matched: ENETUNREACH.
    case noRoute
    /// The sending socket's source is not an address of this host: EINVAL.
    case invalidSource
    /// The recording does not hold what decides.
    case undecided(Missing)
  }

  /// What a decision lacks.
  public enum Missing: Sendable, Hashable {
    /// The routes of a family were not recorded.
    case routes(IPFamily)
    /// The links and addresses were not recorded.
    case addresses
    /// A rule has an action or selector that nobody here knows.
    case rule(RoutingRule)
    /// A route has a type that nobody here knows.
    case route(Route)
    /// A setting was not recorded.
    case sysctl(String)
  }

  /// The ways the packet can take; empty unless it is sent on.
  public var nextHops: [NextHop] {
    switch outcome {
    case .unicast(let hops), .multicast(let hops): hops
    case .local, .broadcast, .blackhole, .unreachable, .prohibit, .noRoute, .invalidSource,
      .undecided:
      []
    }
  }
}
