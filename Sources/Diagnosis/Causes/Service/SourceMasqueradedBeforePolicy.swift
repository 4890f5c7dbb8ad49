import Addressing
import Cluster
import Policies
import Simulation
import Snapshots

/// The policies of the pod's node judge another address than the scraper's, and admit that.
enum SourceMasqueradedBeforePolicy: CauseExaminer {
  static let id = CauseID.sourceMasqueradedBeforePolicy

  static func examine(_ scene: Case) -> Cause? {
    guard scene.isReachable, let source = scene.source, let judged = scene.judgedSource,
      judged != source, let decision = scene.asSeen, let translator = scene.sourceTranslator,
      case .admitted(let pod, _, let admissions) = decision.ingress,
      let admission = admissions.first, scene.snapshot[host: translator]?.isNode ?? false
    else { return nil }
    return Cause(
      id, scene.certainty,
      "\(translator) masquerades before the policies of pod \(pod) are asked: they judge \(judged) (\(admission)), and nobody can admit \(source) alone",
      evidence: scene.masqueradeEvidence + scene.translations
        + [Evidence(.object, at: "networkpolicies.json", "admitted by \(admission)")],
      remedies: [scene.directRemedy].compactMap { $0 })
  }
}
