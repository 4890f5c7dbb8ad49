import Addressing
import Cluster
import Simulation
import Snapshots

/// kube-proxy's rules lead to an endpoint that the Service no longer has.
enum KubeProxyStale: CauseExaminer {
  static let id = CauseID.kubeProxyStale

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let service = scene.destination.service,
      let port = scene.destination.servicePort, scene.destinationIsTranslated,
      case .present = scene.cluster.backends(of: service.objectName),
      let step = scene.ruleSteps.last(where: { $0.place.chain.hasPrefix("KUBE-SEP-") })
    else { return nil }
    let used = Endpoint(scene.arrival.destination, port: scene.arrival.port)
    let backends = scene.readyBackends(of: service, port)
    guard !backends.contains(where: { $0.endpoint == used }), scene.pod == nil else { return nil }
    let now = backends.filter(\.ready).map { "\($0.endpoint)" }
    return Cause(
      id, scene.certainty,
      "\(step.place.host) still translates Service \(service.objectName) to \(used), which is no endpoint any more (\(now.isEmpty ? "there is none" : "now: \(now.joined(separator: ", "))")): kube-proxy does not follow",
      evidence: [scene.evidence(step)] + scene.endpointEvidence(service, port).prefix(1)
        + [scene.decidingEvidence] + scene.probeEvidence,
      remedies: [
        Remedy(
          "restart kube-proxy on \(step.place.host) and see why it stopped", .command,
          "# on \(step.place.host)\nsystemctl restart k3s 2>/dev/null || systemctl restart k3s-agent 2>/dev/null \\\n  || kubectl -n kube-system delete pod -l k8s-app=kube-proxy --field-selector spec.nodeName=\(step.place.host)",
          changes: ProxyRules(scene, service, port).changes(
            endpoints: backends.filter(\.ready).map(\.endpoint)),
          note: "tried with the translation that kube-proxy would write")
      ])
  }
}
