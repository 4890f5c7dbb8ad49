import Addressing
import Routing
import Simulation
import Snapshots

/// A route that only rejects stands in the way, on the scraper or further on.
enum RouteTypeRejects: CauseExaminer {
  static let id = CauseID.routeTypeRejects

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .routeRejected, let host = scene.decidingHost,
      let route = scene.rejectingRoute(on: host), route.table == .main
    else { return nil }
    let meets =
      scene.endsAtSource
      ? "so connect(2) fails with \(scene.outcome.clientSees) (\(scene.symptomWords))"
      : "so the packet ends there: the client sees \(scene.symptomWords)"
    let ip = route.family == .ipv4 ? "ip" : "ip -6"
    return Cause(
      id, scene.certainty,
      "\(host.name) has the route '\(route.type) \(route.destination)', \(meets)",
      evidence: [Evidence(.route, host: host.name, at: "ip route", "\(route)")]
        + scene.probeEvidence,
      remedies: [
        scene.replacement(of: route, on: host),
        Remedy(
          "or only delete it, where another route leads there", .command,
          "\(ip) route del \(route.type) \(route.destination)   # on \(host.name)",
          changes: [.deleteRoute(host: host.name, route)]),
      ].compactMap { $0 })
  }
}

extension Case {
  /// The route that refused the packet where it ended.
  func rejectingRoute(on host: HostSnapshot) -> Route? {
    let family = arrival.destination.family
    return (host.routes[family].value ?? []).first {
      $0.nextHops.isEmpty && "\($0)" == decider.text
    }
  }
}
