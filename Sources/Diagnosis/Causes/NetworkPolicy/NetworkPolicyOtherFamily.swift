import Addressing
import Cluster
import Policies
import Simulation

/// The policy's ipBlocks are of one family, the connection of the other.
enum NetworkPolicyOtherFamily: CauseExaminer {
  static let id = CauseID.networkPolicyOtherFamily

  static func examine(_ scene: Case) -> Cause? {
    guard let denial = scene.denial, denial.direction == .ingress else { return nil }
    for refusal in denial.decision.refusals {
      guard case .rule(let name, _, let rule, .failed(let failures), .matched) = refusal,
        let block = failures.lazy.compactMap(\.blockOfOtherFamily).first,
        scene.admitsScraper(block)
      else { continue }
      let family = scene.arrival.source.family == .ipv6 ? "IPv6" : "IPv4"
      return Cause(
        id, scene.certainty,
        "the connection is \(family), and ingress[\(rule)] of NetworkPolicy \(name) admits the scraper only as \(block)",
        evidence: scene.refusalProof, remedies: scene.policyRemedies)
    }
    return nil
  }
}

extension Case {
  /// Whether a network holds an address of the host that sends.
  func admitsScraper(_ block: IPPrefix) -> Bool {
    sourceHost?.globalAddresses(block.family).contains { block.contains($0) } ?? false
  }
}

extension PeerFailure {
  fileprivate var blockOfOtherFamily: IPPrefix? {
    if case .otherFamily(let block, _) = self { block } else { nil }
  }
}
