import Cluster
import Policies
import Simulation

/// A selector that chooses pods is meant to let an address outside the cluster in.
enum NetworkPolicySelectorExcludesExternal: CauseExaminer {
  static let id = CauseID.networkPolicySelectorExcludesExternal

  static func examine(_ scene: Case) -> Cause? {
    guard let denial = scene.denial, denial.direction == .ingress else { return nil }
    for refusal in denial.decision.refusals {
      guard case .rule(let name, _, let rule, .failed(let failures), .matched) = refusal,
        let index = failures.firstIndex(where: {
          if case .selectsPodsOnly = $0 { true } else { false }
        }),
        let policy = scene.cluster.networkPolicies.list.first(where: { $0.objectName == name }),
        policy.ingress.indices.contains(rule), policy.ingress[rule].peers.indices.contains(index)
      else { continue }
      let peer = words(policy.ingress[rule].peers[index])
      return Cause(
        id, scene.certainty,
        "ingress[\(rule)].from[\(index)] of NetworkPolicy \(name) is \(peer): it chooses pods only, and \(scene.arrival.source) is no pod; an address outside the cluster is admitted by an ipBlock",
        evidence: [Evidence(.object, at: "networkpolicies.json", "\(refusal)")])
    }
    return nil
  }

  private static func words(_ peer: PolicyPeer) -> String {
    switch peer {
    case .ipBlock(let block): "ipBlock \(block.cidr)"
    case .pods(let pods): "podSelector \(pods)"
    case .namespaces(let namespaces): "namespaceSelector \(namespaces)"
    case .podsIn(let namespaces, let pods):
      "namespaceSelector \(namespaces) with podSelector \(pods)"
    }
  }
}
