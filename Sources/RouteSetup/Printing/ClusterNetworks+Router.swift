import Addressing
public import Routing

extension ClusterNetworks {
  /// The routes that a router on the nodes' own network needs: each network through its node,
  /// Services through the first node that is ready, or all.
  public func routesOfAnyRouter(multipath: Bool) throws(RouteSetupError) -> [Route] {
    if isEmpty { throw .nothingToReach }
    try validate()
    var routes: [Route] = []
    for node in nodes {
      for network in node.pods {
        guard let hop = Self.hop(node, network.family) else {
          throw .noGateway(node: node.name, network.family)
        }
        routes.append(Self.route(network, [hop]))
      }
    }
    for network in services {
      let hops = nodes.filter { $0.isReady != false }.compactMap { Self.hop($0, network.family) }
      guard let first = hops.first else { throw .noServiceGateway(network) }
      routes.append(Self.route(network, multipath ? hops : [first]))
    }
    return routes
  }

  private static func hop(_ node: NodeNetworks, _ family: IPFamily) -> NextHop? {
    node.addresses.first { $0.family == family }.map { NextHop(via: $0) }
  }

  private static func route(_ network: IPPrefix, _ hops: [NextHop]) -> Route {
    Route(
      to: network, origin: OwnRoutes.origin, nextHops: hops,
      preference: network.family == .ipv6 ? .medium : nil)
  }
}
