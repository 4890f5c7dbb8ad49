import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// Routers hand the packet to one another until its time to live is used up.
enum RoutingLoop: CauseExaminer {
  static let id = CauseID.routingLoop

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .loop else { return nil }
    let way = scene.hostsOnTheWay
    var ring: [String] = []
    for name in way.reversed() {
      if ring.contains(name) { break }
      ring.insert(name, at: 0)
    }
    let hosts = ring.compactMap { scene.snapshot[host: $0] }
    let mended = hosts.last { $0.role == .router } ?? hosts.last
    return Cause(
      id, scene.certainty,
      "\(ring.joined(separator: " and ")) hand the packet for \(scene.endpoint.address) to one another until its time to live is used up",
      evidence: hosts.prefix(4).map { host in
        Evidence(
          .route, host: host.name, at: "ip route get \(scene.arrival.destination)",
          scene.routeText(on: host) ?? "")
      } + [scene.decidingEvidence] + scene.probeEvidence,
      remedies: hosts.filter { $0.role == .router || $0.name == mended?.name }.reversed()
        .compactMap { scene.routeRemedy(on: $0) })
  }
}
