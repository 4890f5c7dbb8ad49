import Addressing
import Routing
import Simulation
import Snapshots

/// The scraper has no route of its own for the target: the packet goes to the default gateway.
enum RouteLeaksToDefaultGateway: CauseExaminer {
  static let id = CauseID.routeLeaksToDefaultGateway

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let sender = scene.sourceHost, !sender.isPod, !scene.endsAtSource,
      scene.isForCluster, let route = scene.firstRoute, route.hasPrefix("default"),
      scene.firstNode == nil
    else { return nil }
    return Cause(
      id, scene.outcome.disposition == .leavesNetwork ? .likely : scene.certainty,
      "\(sender.name) has no route to \(scene.endpointNetwork), so \(scene.targetWords) goes to its default gateway, and no node of the cluster gets it",
      evidence: [
        Evidence(
          .route, host: sender.name, at: "ip route get \(scene.endpoint.address)", route),
        scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: [scene.routeRemedy(on: sender)].compactMap { $0 })
  }
}

extension Case {
  /// Whether the endpoint belongs to the cluster's pods or Services.
  var isForCluster: Bool {
    switch destination {
    case .service, .pod, .podNetwork, .serviceNetwork: true
    case .external, .nodePort, .node, .other: false
    }
  }

  /// The route the sending host took first.
  var firstRoute: String? {
    outcome.steps.first { $0.stage == "route" && $0.host == sourceHost?.name }?.text
  }
}
