import Addressing
import Cluster
import Policies
import Simulation

/// One entry with two selectors, which must both hold, where two entries were meant.
enum NetworkPolicySelectorAndOr: CauseExaminer {
  static let id = CauseID.networkPolicySelectorAndOr

  static func examine(_ scene: Case) -> Cause? {
    guard let denial = scene.denial, denial.direction == .ingress,
      let source = scene.cluster.pod(at: scene.arrival.source)
    else { return nil }
    for refusal in denial.decision.refusals {
      guard case .rule(let name, _, let rule, .failed, .matched) = refusal,
        let policy = scene.policy(name), policy.ingress.indices.contains(rule)
      else { continue }
      for (index, peer) in policy.ingress[rule].peers.enumerated() {
        guard case .podsIn(let namespaces, let pods) = peer else { continue }
        let labels = scene.cluster.namespaceLabels(source.metadata.namespace)
        let isNamespace = namespaces.matches(labels)
        let isPod = pods.matches(source.metadata.labels)
        guard isNamespace != isPod else { continue }
        var split = policy
        split.ingress[rule].peers.replaceSubrange(
          index...index, with: [.namespaces(namespaces), .pods(pods)])
        let failing = isNamespace ? "podSelector \(pods)" : "namespaceSelector \(namespaces)"
        return Cause(
          id, scene.certainty,
          "ingress[\(rule)].from[\(index)] of NetworkPolicy \(name) is one entry with two selectors, and both must hold: pod \(source.objectName) meets all but \(failing)",
          evidence: [
            Evidence(
              .object, at: "pods.json",
              "pod \(source.objectName) has \(LabelSelector(matchLabels: source.metadata.labels)), its namespace \(LabelSelector(matchLabels: labels))"
            )
          ] + scene.refusalProof,
          remedies: [
            Remedy(
              "make two entries of it, if either was to suffice", .manifest, split.manifest,
              changes: scene.following(split))
          ] + scene.policyRemedies)
      }
    }
    return nil
  }
}
