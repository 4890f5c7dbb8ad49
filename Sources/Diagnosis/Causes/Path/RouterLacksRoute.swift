import Addressing
import Simulation
import Snapshots

/// The LAN's router does not know the way to the cluster's networks.
enum RouterLacksRoute: CauseExaminer {
  static let id = CauseID.routerLacksRoute

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .noRoute, scene.isForCluster, scene.firstNode == nil,
      let router = scene.decidingHost, router.role == .router
    else { return nil }
    let network = scene.endpointNetwork
    return Cause(
      id, scene.certainty,
      "\(router.name) has no route to \(network) and no default route: it answers for \(scene.targetWords) with network unreachable",
      evidence: [scene.decidingEvidence] + scene.probeEvidence,
      remedies: [scene.routeRemedy(on: router)].compactMap { $0 })
  }
}
