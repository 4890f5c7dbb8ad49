import Addressing
import Cluster
import Policies
import Simulation

/// A policy of the scraping pod does not let it out.
enum NetworkPolicyEgressBlocksScraper: CauseExaminer {
  static let id = CauseID.networkPolicyEgressBlocksScraper

  static func examine(_ scene: Case) -> Cause? {
    guard case (.egress, .denied(let pod, let policies, _))? = scene.denial else { return nil }
    return Cause(
      id, scene.certainty,
      "the scraper is pod \(pod), and \(scene.policyWords(policies)) \(policies.count == 1 ? "does" : "do") not let it out to \(scene.arrivalWords)",
      evidence: scene.refusalProof, remedies: scene.policyRemedies)
  }
}
