import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// A rule drops what would be answered by another interface.
enum NetfilterReversePathRule: CauseExaminer {
  static let id = CauseID.netfilterReversePathRule

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable else { return nil }
    let isMatch = scene.decidingRule?.rule.match(RpfilterMatch.self) != nil
    let isFib = scene.decider.backend == "nftables" && scene.decider.text.contains("fib saddr")
    guard isMatch || isFib else { return nil }
    return Cause(
      id, scene.certainty,
      "a reverse path rule of \(scene.decider.host) (\(scene.decidingPlace)) drops the packet: the way back to \(scene.arrival.source) leaves by another interface",
      evidence: [scene.decidingEvidence] + scene.probeEvidence,
      remedies: isMatch ? scene.ruleRemedies : scene.nftRemedies)
  }
}
