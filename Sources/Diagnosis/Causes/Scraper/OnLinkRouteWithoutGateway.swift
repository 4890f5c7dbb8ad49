import Addressing
import Routing
import Simulation
import Snapshots

/// A route says that the target is on the link itself.
enum OnLinkRouteWithoutGateway: CauseExaminer {
  static let id = CauseID.onLinkRouteWithoutGateway

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .neighbourUnreachable, scene.endsAtSource,
      scene.isForCluster, let host = scene.decidingHost, let route = scene.decidingRoute(on: host),
      route.nextHops.first?.gateway == nil, !scene.isConnected(route, on: host)
    else { return nil }
    let dev = route.nextHops.first?.dev ?? "a link"
    return Cause(
      id, scene.certainty,
      "\(host.name) takes \(route.destination) to be on \(dev) itself and asks there for \(scene.arrival.destination), which is behind a node",
      evidence: [
        Evidence(.route, host: host.name, at: "ip route", "\(route)"), scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: [scene.replacement(of: route, on: host)].compactMap { $0 })
  }
}

extension Case {
  /// Whether a route is there because the host has an address in its network.
  func isConnected(_ route: Route, on host: HostSnapshot) -> Bool {
    route.origin == "kernel"
      || (host.addresses.value ?? []).contains { link in
        link.addresses.contains { $0.network == route.destination.canonical }
      }
  }
}
