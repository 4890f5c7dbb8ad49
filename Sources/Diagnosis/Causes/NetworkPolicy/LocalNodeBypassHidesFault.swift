import Addressing
import Cluster
import Policies
import Simulation
import Snapshots

/// The source is the pod's own node, which is always admitted: the test says nothing about others.
enum LocalNodeBypassHidesFault: CauseExaminer {
  static let id = CauseID.localNodeBypassHidesFault

  static func examine(_ scene: Case) -> Cause? {
    guard scene.isReachable, let pod = scene.pod, let source = scene.source,
      let node = pod.nodeName.flatMap({ scene.snapshot.host(ofKubernetesNode: $0) }),
      node.owns(source), let scraper = scene.snapshot.scraper,
      let address = scraper.globalAddresses(source.family).first, address != source
    else { return nil }
    let decision = PolicyJudge(scene.cluster).decide(from: address, scene.arrival)
    guard case .denied(_, let policies, let refusals) = decision.ingress else { return nil }
    let local = scene.ruleSteps.first {
      $0.accepts && $0.place.host == node.name && $0.text.contains("--src-type LOCAL")
    }
    let flow = PolicyFlow(
      from: .address(address), to: .address(scene.arrival.destination), port: scene.arrival.port)
    return Cause(
      id, scene.certainty,
      "the test comes from \(node.name), the pod's own node, which is always admitted; \(scene.policyWords(policies)) \(policies.count == 1 ? "refuses" : "refuse") the scraper \(address)",
      evidence: [local.map(scene.evidence)].compactMap { $0 }
        + refusals.map { Evidence(.object, at: "networkpolicies.json", "\($0)") },
      remedies: [
        Remedy(
          "test from the scraper's address instead", .command,
          "diagnose target \(scene.target.text) --from \(address) --snapshot DIR", changes: [])
      ]
        + PolicyEngine(scene.cluster).minimalPatches(for: flow).map {
          Remedy(
            "admit \(address) in NetworkPolicy \($0.policy.objectName)", .manifest, $0.manifest,
            changes: [.putPolicy($0.policy)],
            note: "for the node itself nothing changes; judged by the NetworkPolicy alone")
        })
  }
}
