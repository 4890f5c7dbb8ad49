import Addressing
import Cluster
import Simulation
import Snapshots

/// A pod of the load balancer puts its own address in the scraper's place.
enum LoadBalancerHidesSource: CauseExaminer {
  static let id = CauseID.loadBalancerHidesSource

  static func examine(_ scene: Case) -> Cause? {
    guard scene.isReachable, let source = scene.source, let name = scene.sourceTranslatorPod,
      scene.arrival.source != source
    else { return nil }
    let service = scene.destination.service?.objectName
    return Cause(
      id, scene.certainty,
      "pod \(name) stands between: the target sees \(scene.arrival.source) instead of \(source), so no policy can tell the scraper from others",
      evidence: scene.masqueradeEvidence + scene.translations + scene.probeEvidence,
      remedies: [
        service.map {
          Remedy(
            "keep the source: let the load balancer's nodes serve their own pods only", .command,
            "kubectl -n \($0.namespace) patch service \($0.name) -p '{\"spec\":{\"externalTrafficPolicy\":\"Local\"}}'",
            changes: [])
        }, scene.directRemedy,
      ].compactMap { $0 })
  }
}

extension Case {
  /// The pod that changed the source address, where one did.
  var sourceTranslatorPod: ObjectName? {
    for step in ruleSteps where step.isSourceTranslation {
      if case .pod(let name, _)? = snapshot[host: step.place.host]?.role { return name }
    }
    return nil
  }
}
