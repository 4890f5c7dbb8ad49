import Addressing
import Cluster
import Policies
import Simulation
import Snapshots

/// The policy admits the scraper, but the node before has put its own address in the scraper's place.
enum NetworkPolicySeesTranslatedSource: CauseExaminer {
  static let id = CauseID.networkPolicySeesTranslatedSource

  static func examine(_ scene: Case) -> Cause? {
    guard let denial = scene.denial, denial.direction == .ingress, scene.sourceIsTranslated,
      let source = scene.source, scene.asSent?.allowed == true,
      let admission = scene.asSent?.ingress.admissions.first
    else { return nil }
    let translator = scene.sourceTranslator ?? "a host on the way"
    return Cause(
      id, scene.certainty,
      "NetworkPolicy \(admission) admits \(source), but \(translator) masquerades, and \(scene.decider.host) judges \(scene.arrival.source)",
      evidence: scene.refusalProof + scene.masqueradeEvidence,
      remedies: [scene.directRemedy].compactMap { $0 } + scene.policyRemedies)
  }
}

extension Case {
  /// The host that changed the source address.
  var sourceTranslator: String? {
    ruleSteps.last { $0.isSourceTranslation }?.place.host
  }

  /// The rules that changed the source address, or marked the packet for it.
  var masqueradeEvidence: [Evidence] {
    ruleSteps.filter { $0.isSourceTranslation || $0.rule.callee == "KUBE-MARK-MASQ" }.map(evidence)
  }

  /// Scraping the pod itself, which nobody masquerades.
  var directRemedy: Remedy? {
    guard destinationIsTranslated, pod != nil else { return nil }
    let direct = Endpoint(arrival.destination, port: arrival.port)
    return Remedy(
      "scrape the pod itself (discover pods rather than the Service), so that the source stays \(source.map(\.description) ?? "the scraper's")",
      .configuration, "static_configs:\n  - targets: ['\(direct)']", changes: [.aim(at: direct)])
  }
}
