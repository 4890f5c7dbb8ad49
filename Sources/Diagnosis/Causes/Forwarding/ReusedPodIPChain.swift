import Addressing
import Cluster
import Firewall
import Policies
import Routing
import Simulation
import Snapshots

/// The refusing chain is that of another pod, which had the address before.
enum ReusedPodIPChain: CauseExaminer {
  static let id = CauseID.reusedPodIPChain

  static func examine(_ scene: Case) -> Cause? {
    guard let refusal = scene.policyRefusal, let owner = refusal.chainPod, let pod = scene.pod,
      owner != pod.objectName, scene.sourcePodName != owner
    else { return nil }
    let old = scene.cluster.pod(owner)
    let state = old.map { $0.isFinished ? "has ended" : "is \($0.phase)" } ?? "is gone"
    return Cause(
      id, scene.certainty,
      "\(scene.arrival.destination) belongs to pod \(pod.objectName), but \(scene.decider.host) checks it with the chain of pod \(owner), which \(state) and had the address before",
      evidence: [scene.decidingEvidence]
        + (old.map {
          [
            Evidence(
              .object, at: "pods.json",
              "pod \($0.objectName): \($0.phase), podIP \($0.addresses.map(\.description).joined(separator: ", "))"
            )
          ]
        } ?? [])
        + [
          Evidence(
            .object, at: "pods.json",
            "pod \(pod.objectName): \(pod.phase), podIP \(pod.addresses.map(\.description).joined(separator: ", "))"
          )
        ] + scene.probeEvidence,
      remedies: [
        Remedy(
          "delete the ended pod (and upgrade kube-router or K3s: since 1.3 it leaves ended pods alone)",
          .command, "kubectl -n \(owner.namespace) delete pod \(owner.name)",
          changes: scene.jumps(to: refusal.place.chain, in: refusal.place),
          note: "tried without the jumps to the ended pod's chain")
      ])
  }
}

extension Case {
  /// The pod that sends, where one does.
  var sourcePodName: ObjectName? {
    if case .pod(let name, _)? = sourceHost?.role { return name }
    return nil
  }
}
