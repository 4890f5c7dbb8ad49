import Addressing
import Routing
import Simulation
import Snapshots

extension Case {
  /// The route a host has for the endpoint as it was asked for.
  func decidingRouteToEndpoint(on host: HostSnapshot) -> Route? {
    host.networkStack.output(RouteQuery(to: endpoint.address, transport: .tcp)).route
  }

  /// The route a host has back to the source.
  func routeBack(on host: HostSnapshot) -> RouteDecision? {
    source.map { host.networkStack.output(RouteQuery(to: $0, transport: .tcp)) }
  }
}
