import Addressing
import Routing
import Simulation
import Snapshots

/// The route's gateway does not answer.
enum GatewayUnreachable: CauseExaminer {
  static let id = CauseID.gatewayUnreachable

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .neighbourUnreachable, let host = scene.decidingHost,
      let route = scene.decidingRoute(on: host), let gateway = route.nextHops.first?.gateway
    else { return nil }
    return Cause(
      id, scene.certainty,
      "the route of \(host.name) to \(scene.arrival.destination) leads to \(gateway), where nobody answers",
      evidence: [
        Evidence(.route, host: host.name, at: "ip route", "\(route)"), scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: [scene.replacement(of: route, on: host)].compactMap { $0 })
  }
}

extension Case {
  /// The route by which a host sends the packet where it ended.
  func decidingRoute(on host: HostSnapshot) -> Route? {
    let stack = host.networkStack
    if endsAtSource {
      return stack.output(RouteQuery(to: arrival.destination, transport: .tcp)).route
    }
    // What is forwarded does not come from an address of the host.
    return stack.lookup(
      RouteQuery(to: arrival.destination, from: arrival.source, transport: .tcp)
    ).route
  }

  /// The remedy that puts a route to a node in the place of one that leads nowhere.
  func replacement(of route: Route, on host: HostSnapshot) -> Remedy? {
    guard let node = gatewayNode, let gateway = gateway(on: node, from: host) else { return nil }
    var better = route
    better.type = .unicast
    better.scope = .global
    better.nextHops = [NextHop(via: gateway, dev: host.link(towards: gateway))]
    let ip = route.family == .ipv4 ? "ip" : "ip -6"
    let table = route.table == .main ? "" : " table \(route.table)"
    let metric = route.metric == 0 ? "" : " metric \(route.metric)"
    let delete =
      route.type == .unicast ? "" : "\(ip) route del \(route.type) \(route.destination)\(table)\n"
    return Remedy(
      "route \(route.destination) on \(host.name) to \(node.name)", .command,
      delete
        + "\(ip) route replace \(route.destination) via \(gateway)\(table)\(metric)   # on \(host.name); keep it: netplan, NetworkManager or systemd-networkd",
      changes: [.deleteRoute(host: host.name, route), .replaceRoute(host: host.name, better)])
  }
}
