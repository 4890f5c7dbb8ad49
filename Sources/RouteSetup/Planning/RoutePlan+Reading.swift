import Addressing
public import Documents
import Routing
public import Snapshots

extension RoutePlan {
  /// Reads what ``json`` made.
  public init(parsing node: Node) throws(RouteSetupError) {
    guard node["kind"]?.string == "RoutePlan" else { throw .notAPlan("its kind is not RoutePlan") }
    guard node["version"]?.int == 1 else { throw .notAPlan("its version is not 1") }
    guard let host = node["host"]?.string, let steps = node["steps"]?.array else {
      throw .notAPlan("host or steps are missing")
    }
    self.init(host: host, networks: try ClusterNetworks(parsing: node["networks"]))
    for step in steps { self.steps.append(try SetupStep(parsing: step)) }
    notes = node["notes"]?.array?.compactMap(\.string) ?? []
  }

  /// The same plan for a host that is called `name` now.
  public func renamed(to name: String) -> RoutePlan {
    if steps.contains(where: { $0.host == name }) { return self }
    var copy = self
    copy.host = name
    for index in copy.steps.indices where copy.steps[index].host == host {
      copy.steps[index].host = name
    }
    return copy
  }

  /// Throws where the cluster is not what it was when the plan was made.
  public func check(against now: ClusterNetworks) throws(RouteSetupError) {
    for node in now.nodes {
      guard let before = networks.nodes.first(where: { $0.name == node.name }) else {
        throw .staleCluster("node \(node.name) is new")
      }
      if Set(before.pods) != Set(node.pods) {
        throw .staleCluster(
          "the pods of \(node.name) are in \(Self.list(node.pods)), and were in \(Self.list(before.pods))"
        )
      }
      if Set(before.addresses) != Set(node.addresses) {
        throw .staleCluster(
          "\(node.name) has the addresses \(Self.list(node.addresses)), and had \(Self.list(before.addresses))"
        )
      }
    }
    for node in networks.nodes where !now.nodes.contains(where: { $0.name == node.name }) {
      throw .staleCluster("node \(node.name) is gone")
    }
    if !now.services.isEmpty,
      !now.services.allSatisfy({ service in
        networks.services.contains { $0.contains(service) }
      })
    {
      throw .staleCluster(
        "Services are in \(Self.list(now.services)), and were in \(Self.list(networks.services))")
    }
  }

  /// Throws where a gateway of the plan is not on the link any more that the plan names.
  public func check(on host: HostSnapshot) throws(RouteSetupError) {
    let view = try HostView(host)
    for route in routes(of: host.name) {
      if route.destination.hasHostBits { throw .hostBits(route.destination) }
      for hop in route.nextHops {
        guard let gateway = hop.gateway else { continue }
        if gateway.family != route.family {
          throw .familiesDiffer(network: route.destination, gateway: gateway)
        }
        if view.owns(gateway) { throw .gatewayIsOwn(gateway, host: host.name) }
        guard let way = view.way(to: gateway)?.hop, way.gateway == nil, way.dev == hop.dev else {
          throw .staleHost("\(gateway) is not on \(hop.dev ?? "its link") of \(host.name)")
        }
        for own in view.networks
        where own.link == hop.dev
          && (own.network.contains(route.destination) || route.destination.contains(own.network))
        {
          throw .overlapsLink(
            route.destination, link: own.link, own: own.network, host: host.name)
        }
      }
    }
  }

  private static func list(_ values: [some CustomStringConvertible]) -> String {
    values.isEmpty ? "nothing" : values.map(\.description).joined(separator: ", ")
  }
}

extension SetupStep {
  init(parsing node: Node) throws(RouteSetupError) {
    guard let host = node["host"]?.string, let kind = node["kind"]?.string else {
      throw .notAPlan("a step lacks its host or kind")
    }
    self.init(
      host: host, try SetupAction(parsing: node, kind), reason: node["reason"]?.string ?? "",
      cost: node["cost"]?.string,
      state: node["state"]?.string.flatMap(State.init(rawValue:)) ?? .missing)
  }
}

extension SetupAction {
  init(parsing node: Node, _ kind: String) throws(RouteSetupError) {
    switch kind {
    case "route":
      guard let route = try SetupChange.routes(node["route"].map { Node(.array([$0])) }).first
      else {
        throw .notAPlan("a step lacks its route")
      }
      guard route.type == .unicast, !route.nextHops.isEmpty, OwnRoutes.contains(route) else {
        throw .notAPlan("'\(route)' is no route that plan makes")
      }
      self = .route(route)
    case "setting":
      guard let key = node["key"]?.string, let value = node["value"]?.string else {
        throw .notAPlan("a setting lacks its key or value")
      }
      self = .setting(key: key, value: value, before: node["before"]?.string)
    case "rule":
      guard let rule = node["rule"] else { throw .notAPlan("a step lacks its rule") }
      self = .rule(try RuleInsertion(rule))
    case _: throw .notAPlan("a step of kind '\(kind)' is not known")
    }
  }
}

extension ClusterNetworks {
  init(parsing node: Node?) throws(RouteSetupError) {
    self.init()
    for entry in node?["nodes"]?.array ?? [] {
      guard let name = entry["name"]?.string else { throw .notAPlan("a node has no name") }
      var addresses: [IPAddress] = []
      for text in entry["addresses"]?.array ?? [] {
        guard let address = text.string.flatMap({ IPAddress(parsing: $0) }) else {
          throw .notAPlan("an address of \(name) is none")
        }
        addresses.append(address)
      }
      nodes.append(
        NodeNetworks(
          name: name, addresses: addresses, pods: try Self.networks(entry["pods"])))
    }
    services = try Self.networks(node?["services"])
  }

  private static func networks(_ node: Node?) throws(RouteSetupError) -> [IPPrefix] {
    var result: [IPPrefix] = []
    for text in node?.array ?? [] {
      guard let prefix = text.string.flatMap({ IPPrefix(parsing: $0) }) else {
        throw .notAPlan("a network is none")
      }
      result.append(prefix)
    }
    return result
  }
}
