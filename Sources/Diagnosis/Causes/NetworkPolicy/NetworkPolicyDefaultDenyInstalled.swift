import Addressing
import Cluster
import Policies
import Simulation

/// A policy for all pods of the namespace denies everything, and nothing admits the scrape.
enum NetworkPolicyDefaultDenyInstalled: CauseExaminer {
  static let id = CauseID.networkPolicyDefaultDenyInstalled

  static func examine(_ scene: Case) -> Cause? {
    guard case (.ingress, .denied(let pod, let policies, let refusals))? = scene.denial else {
      return nil
    }
    let denying = refusals.compactMap { refusal in
      if case .noRules(let name, _) = refusal { scene.policy(name) } else { nil }
    }
    guard refusals.count == denying.count, policies.count == denying.count,
      let policy = denying.first(where: \.podSelector.isEmpty)
    else { return nil }
    return Cause(
      id, scene.certainty,
      "NetworkPolicy \(policy.objectName) denies everything to every pod of namespace \(policy.metadata.namespace), and no policy admits \(scene.arrival.source) to pod \(pod)",
      evidence: scene.refusalProof, remedies: scene.policyRemedies.reversed())
  }
}
