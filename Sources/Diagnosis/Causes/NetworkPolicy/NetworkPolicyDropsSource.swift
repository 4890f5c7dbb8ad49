import Addressing
import Cluster
import Policies
import Simulation

/// A NetworkPolicy does not admit the source, and the engine drops without a word.
enum NetworkPolicyDropsSource: CauseExaminer {
  static let id = CauseID.networkPolicyDropsSource

  static func examine(_ scene: Case) -> Cause? {
    guard let refusal = scene.policyRefusal, refusal.engine == .calico,
      case (.ingress, .denied(let pod, let policies, _))? = scene.denial
    else { return nil }
    return Cause(
      id, scene.certainty,
      "\(refusal.engine.rawValue) on \(scene.decider.host) drops the connection for pod \(pod): \(scene.policyWords(policies)) \(policies.count == 1 ? "does" : "do") not admit \(scene.arrival.source) to port \(scene.arrival.port)",
      evidence: scene.refusalProof, remedies: scene.policyRemedies)
  }
}
