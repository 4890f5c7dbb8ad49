public import Addressing

/// What a lookup found, and by which rule and route.
///
/// Rule and route are kept as places in the host's own lists, so that a decision is cheap to make.
public struct RouteDecision: Sendable {
  /// What becomes of the packet.
  public var outcome: Outcome
  private let rules: [RoutingRule]
  private let routes: [Route]
  private let rulePlace: Int
  private let routePlace: Int

  /// A decision.
  public init(_ outcome: Outcome, rule: RoutingRule? = nil, route: Route? = nil) {
    self.outcome = outcome
    rules = rule.map { [$0] } ?? []
    routes = route.map { [$0] } ?? []
    rulePlace = rule == nil ? -1 : 0
    routePlace = route == nil ? -1 : 0
  }

  /// A decision by the places of a rule and a route; -1 for none.
  init(_ outcome: Outcome, rules: [RoutingRule], rule: Int, routes: [Route], route: Int) {
    self.outcome = outcome
    self.rules = rules
    self.routes = routes
    rulePlace = rule
    routePlace = route
  }

  /// The same rule and route with another outcome.
  func with(_ outcome: Outcome) -> RouteDecision {
    var copy = self
    copy.outcome = outcome
    return copy
  }

  /// The rule that decided; nil when none did, or when the kernel asks its tables without rules.
  public var rule: RoutingRule? { rulePlace < 0 ? nil : rules[rulePlace] }

  /// The route that decided; nil when a rule decided by itself or nothing matched.
  public var route: Route? { routePlace < 0 ? nil : routes[routePlace] }

  /// The source address the route sets.
  var prefsrc: IPAddress? { routePlace < 0 ? nil : routes[routePlace].prefsrc }

  /// The scope of the route, nil without one.
  var scope: AddressScope? { routePlace < 0 ? nil : routes[routePlace].scope }

  /// The interfaces of all hops of the route, dead ones included.
  var routeHops: [NextHop] { routePlace < 0 ? [] : routes[routePlace].nextHops }
}

extension RouteDecision {
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
    indirect case rule(RoutingRule)
    /// A route has a type that nobody here knows.
    indirect case route(Route)
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

  /// The interface of the first way; nil for what has none.
  public var dev: String? {
    switch outcome {
    case .unicast(let hops), .multicast(let hops): hops.first?.dev
    case .local(let dev), .broadcast(let dev): dev
    case .blackhole, .unreachable, .prohibit, .noRoute, .invalidSource, .undecided: nil
    }
  }
}

extension RouteDecision: Hashable {
  /// Equal when outcome, rule and route are.
  public static func == (left: RouteDecision, right: RouteDecision) -> Bool {
    left.outcome == right.outcome && left.rule == right.rule && left.route == right.route
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(outcome)
    hasher.combine(route?.destination)
  }
}
