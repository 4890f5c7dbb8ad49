public import Addressing
import Routing
public import Snapshots

/// Plans the routes by which one host reaches the pods and Services of a cluster.
public struct RoutePlanner {
  let networks: ClusterNetworks
  let host: HostView
  let options: Options
  private var hops: [IPAddress: NextHop] = [:]
  var plan: RoutePlan

  /// What a plan is to be like.
  public struct Options: Sendable, Hashable {
    /// Whether Services are reached through every node, by a multipath route.
    public var multipath = false
    /// The only family that is planned for; nil for both.
    public var family: IPFamily?
    /// The gateways that were named, which must be on a link.
    public var named: Set<IPAddress> = []

    /// One gateway for Services, both families.
    public init() {}
  }

  /// A planner for `host`.
  public init(
    _ networks: ClusterNetworks, host: HostSnapshot, options: Options = Options()
  ) throws(RouteSetupError) {
    self.networks = networks
    self.options = options
    self.host = try HostView(host)
    plan = RoutePlan(host: host.name, networks: networks)
  }

  /// The plan. O(n log n) in the number of networks and routes.
  public consuming func make() throws(RouteSetupError) -> RoutePlan {
    if networks.isEmpty { throw .nothingToReach }
    try networks.validate()
    try planPods()
    try planServices()
    try avoidOwnNetworks()
    return plan
  }

  private mutating func planPods() throws(RouteSetupError) {
    for node in networks.nodes {
      let isThisHost = node.addresses.contains { host.owns($0) }
      if isThisHost, node.addresses.contains(where: options.named.contains) {
        throw .gatewayIsOwn(node.addresses[0], host: host.name)
      }
      if isThisHost { continue }
      for network in node.pods where wants(network) {
        guard let hop = try hop(to: node, network) else { continue }
        add(network, [hop], "the pods of \(node.name) are behind it")
      }
    }
  }

  private mutating func planServices() throws(RouteSetupError) {
    if networks.nodes.contains(where: { $0.addresses.contains { host.owns($0) } }) {
      if !networks.services.isEmpty {
        plan.notes.append("\(host.name) is a node: it reaches Services by its own rules")
      }
      return
    }
    for network in networks.services where wants(network) {
      var ways: [NextHop] = []
      var goesRight = false
      for node in networks.nodes where isUsable(node, network) {
        if !options.multipath, !ways.isEmpty { break }
        do throws(RouteSetupError) {
          guard let hop = try hop(to: node, network) else {
            goesRight = true
            continue
          }
          if !ways.contains(hop) { ways.append(hop) }
        } catch {
          note(error.description)
        }
      }
      if ways.isEmpty, goesRight { continue }
      guard let first = ways.first else { throw .noServiceGateway(network) }
      if ways.count == 1 {
        let name = first.gateway.flatMap { networks.node(with: $0)?.name } ?? "the node"
        add(network, ways, "\(name) translates the addresses of Services to pods")
      } else {
        add(
          network, ways,
          "each of \(ways.count) nodes translates the addresses of Services to pods",
          cost:
            "connections are spread over the nodes by their addresses; each node tracks the connections it translated, so one whose way changes (a node added or lost) is broken and must be opened anew"
        )
        leaveOutDeadHops(network)
      }
    }
  }

  /// Makes the kernel pass over a hop whose neighbour does not answer.
  private mutating func leaveOutDeadHops(_ network: IPPrefix) {
    guard network.family == .ipv4 else {
      plan.notes.append(
        "IPv6 has no setting that passes over a dead node of a multipath route: take it out when it is gone for long"
      )
      return
    }
    let key = "net.ipv4.fib_multipath_use_neigh"
    let now = host.stack.parts.sysctls?[key]
    plan.steps.append(
      SetupStep(
        host: host.name, .setting(key: key, value: "1", before: now ?? "0"),
        reason: "the kernel then passes over a node that does not answer ARP",
        state: now == "1" ? .foreign : .missing))
  }

  /// Whether Services can go through a node: ready, and not known to be silent.
  private mutating func isUsable(_ node: NodeNetworks, _ network: IPPrefix) -> Bool {
    guard let address = node.addresses.first(where: { $0.family == network.family }) else {
      return false
    }
    if options.named.contains(address) { return true }
    if node.isReady == false || host.hasFailed(address) {
      note(
        "\(node.name) is left out for Services: it \(node.isReady == false ? "is not ready" : "does not answer")"
      )
      return false
    }
    return true
  }

  private func wants(_ network: IPPrefix) -> Bool {
    options.family == nil || options.family == network.family
  }

  mutating func note(_ text: String) {
    if !plan.notes.contains(text) { plan.notes.append(text) }
  }
}

extension RoutePlanner {
  /// The way to a node's networks; nil where they go the right way without a route of their own.
  private mutating func hop(
    to node: NodeNetworks, _ network: IPPrefix
  ) throws(RouteSetupError) -> NextHop? {
    let candidates = node.addresses.filter { $0.family == network.family }
    if candidates.isEmpty {
      if let other = node.addresses.first, options.named.contains(other) {
        throw .familiesDiffer(network: network, gateway: other)
      }
      throw .noGateway(node: node.name, network.family)
    }
    var distant: NextHop?
    for address in candidates {
      if let known = hops[address] { return known }
      guard let (hop, route) = host.way(to: address) else { continue }
      if hop.gateway == nil, route?.destination.length ?? 0 > 0, let dev = hop.dev {
        let near = NextHop(via: address, dev: dev)
        hops[address] = near
        return near
      }
      if options.named.contains(address) {
        throw .gatewayOffLink(address, host: host.name)
      }
      distant = distant ?? NextHop(via: hop.gateway, dev: hop.dev)
    }
    guard let distant else {
      if let named = candidates.first(where: options.named.contains) {
        throw .gatewayOffLink(named, host: host.name)
      }
      throw .noGateway(node: node.name, network.family)
    }
    let router = distant.gateway.map { "router \($0)" } ?? "what is behind \(distant.dev ?? "it")"
    note("\(host.name) reaches \(node.name) through \(router), which needs the routes as well")
    if let now = host.way(to: network.network)?.hop, now.gateway == distant.gateway,
      now.dev == distant.dev
    {
      return nil
    }
    return distant
  }

  /// Adds a route, or notes that it is there.
  private mutating func add(
    _ network: IPPrefix, _ hops: [NextHop], _ reason: String, cost: String? = nil
  ) {
    let route = wanted(network, hops)
    var state = SetupStep.State.missing
    for present in host.routes(to: network) where present.isInPlace(of: route) {
      if present.leads(as: route) {
        state = OwnRoutes.contains(present) ? .ours : .foreign
        break
      }
      if !OwnRoutes.contains(present), present.metric <= route.metric, !present.isConnected {
        state = .conflict
        note(RouteSetupError.foreignRoute(present, wanted: route, host: host.name).description)
      }
    }
    plan.steps.append(
      SetupStep(host: host.name, .route(route), reason: reason, cost: cost, state: state))
  }

  private func wanted(_ network: IPPrefix, _ hops: [NextHop]) -> Route {
    Route(
      to: network, origin: OwnRoutes.origin, metric: network.family == .ipv6 ? 1024 : 0,
      nextHops: hops, preference: network.family == .ipv6 ? .medium : nil)
  }

  /// Networks of this host that lie within planned ones: an error on the link to the nodes; for
  /// others, longer routes win over them.
  private mutating func avoidOwnNetworks() throws(RouteSetupError) {
    let planned = plan.routes(of: host.name)
    let main = Set(planned.flatMap(\.nextHops).compactMap(\.dev)).union(host.defaultLinks)
    let destinations = planned.map(\.destination)
    for own in host.networks {
      for (place, destination) in destinations.enumerated()
      where destination.contains(own.network) || own.network.contains(destination) {
        let route = planned[place]
        if main.contains(own.link) {
          throw .overlapsLink(
            route.destination, link: own.link, own: own.network, host: host.name)
        }
        note(
          "\(own.network) is \(own.link)'s on \(host.name): with these routes, what is attached to \(own.link) in \(route.destination) is no longer reached; another range for \(own.link) keeps both"
        )
        guard own.network.length >= route.destination.length else { continue }
        if own.network == route.destination {
          plan.steps.removeAll { $0.action == .route(route) }
        }
        for half in own.network.halves {
          add(half, route.nextHops, "longer than \(own.network) of \(own.link), which would win")
        }
      }
    }
  }
}

extension IPPrefix {
  /// The two networks it consists of; none for a single address.
  var halves: [IPPrefix] {
    guard length < family.bitWidth, let first = IPPrefix(network, length: length + 1),
      let middle = first.last.successor, let second = IPPrefix(middle, length: length + 1)
    else { return [] }
    return [first, second]
  }
}
