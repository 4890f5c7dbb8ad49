import Addressing
import Simulation
import Snapshots

/// The scraper has neither a route for the target nor a default route.
enum NoRoute: CauseExaminer {
  static let id = CauseID.noRoute

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .noRoute, let host = scene.decidingHost,
      host.role == .scraper || scene.endsAtSource
    else { return nil }
    return Cause(
      id, scene.certainty,
      "\(host.name) has no route to \(scene.endpoint.address) and no default route",
      evidence: [
        Evidence(
          .route, host: host.name, at: "ip route get \(scene.endpoint.address)", scene.decider.text)
      ] + scene.probeEvidence,
      remedies: [scene.routeRemedy(on: host)].compactMap { $0 })
  }
}
