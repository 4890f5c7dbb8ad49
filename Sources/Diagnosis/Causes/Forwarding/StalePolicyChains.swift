import Addressing
import Cluster
import Firewall
import Policies
import Routing
import Simulation
import Snapshots

/// The chains of a policy engine refuse for a pod that no policy isolates.
enum StalePolicyChains: CauseExaminer {
  static let id = CauseID.stalePolicyChains

  static func examine(_ scene: Case) -> Cause? {
    guard let refusal = scene.policyRefusal, let decision = scene.asSeen,
      !decision.ingress.isolated, !decision.egress.isolated,
      !scene.cluster.networkPolicies.isMissing,
      refusal.chainPod == nil || refusal.chainPod == scene.pod?.objectName
    else { return nil }
    let asked = refusal.asks.map { ask in
      ask.policy.map { "NetworkPolicy \($0)" } ?? ask.chain
    }
    let jumps = scene.jumps(to: refusal.place.chain, in: refusal.place)
    return Cause(
      id, scene.certainty,
      "no NetworkPolicy isolates \(scene.pod.map { "pod \($0.objectName)" } ?? "\(scene.arrival.destination)"), but chain \(refusal.place.chain) on \(scene.decider.host) still refuses\(asked.isEmpty ? "" : " on behalf of \(asked.joined(separator: ", ")), which is gone")",
      evidence: [scene.decidingEvidence]
        + [
          Evidence(
            .object, at: "networkpolicies.json",
            scene.cluster.networkPolicies.list.isEmpty
              ? "there is no NetworkPolicy"
              : "none of \(scene.cluster.networkPolicies.list.count) NetworkPolicies selects the pod"
          )
        ] + scene.translations + scene.probeEvidence,
      remedies: [
        Remedy(
          "remove the engine's rules on \(scene.decider.host)", .command,
          "\(refusal.place.command)-save | grep -v -e KUBE-ROUTER -e KUBE-POD-FW -e KUBE-NWPLCY | \(refusal.place.command)-restore",
          changes: jumps)
      ])
  }
}

extension Case {
  /// The changes that delete every jump to a chain.
  func jumps(to chain: String, in place: ChainPlace) -> [Change] {
    let table = snapshot[host: place.host]?.rules(place.backend, place.family)?[place.table]
    return (table?.chains ?? []).flatMap { caller -> [Change] in
      caller.rules.indices.reversed().compactMap { index in
        caller.rules[index].callee == chain
          ? .deleteRule(place.sibling(caller.name), position: index + 1) : nil
      }
    }
  }
}
