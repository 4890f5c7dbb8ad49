import Addressing
import Cluster
import Policies
import Simulation

/// A NetworkPolicy does not admit the source, and the engine refuses with an ICMP error.
enum NetworkPolicyDeniesSource: CauseExaminer {
  static let id = CauseID.networkPolicyDeniesSource

  static func examine(_ scene: Case) -> Cause? {
    guard let refusal = scene.policyRefusal, refusal.engine == .kubeRouter,
      case (.ingress, .denied(let pod, let policies, _))? = scene.denial
    else { return nil }
    let source = scene.arrival.source
    return Cause(
      id, scene.certainty,
      "\(scene.decider.host) refuses the connection for pod \(pod): \(scene.policyWords(policies)) \(policies.count == 1 ? "does" : "do") not admit \(source) to port \(scene.arrival.port)",
      evidence: scene.refusalProof, remedies: scene.policyRemedies)
  }
}
