import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// A rule that no component of Kubernetes wrote drops or rejects.
enum FirewallRuleBlocks: CauseExaminer {
  static let id = CauseID.firewallRuleBlocks

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let (place, position, rule) = scene.decidingRule,
      rule.blocks, !scene.isKubernetesChain
    else { return nil }
    let verb =
      scene.outcome.disposition == .rejected
      ? "rejects\(scene.outcome.rejectedWith.map { " (\($0))" } ?? "")" : "drops"
    let what =
      scene.isReplyLost
      ? "the answer to \(scene.arrival.source)"
      : "\(scene.arrival.source) to \(scene.arrivalWords)"
    return Cause(
      id, scene.certainty,
      "rule \(position) of \(place.table)/\(place.chain) on \(place.host) (\(place.backend.rawValue)) \(verb) \(what)",
      evidence: [scene.decidingEvidence] + scene.ruleCounter(rule, place, position)
        + scene.translations + scene.probeEvidence,
      remedies: scene.ruleRemedies)
  }
}

extension Case {
  /// How often the rule matched before.
  func ruleCounter(_ rule: IPTablesRule, _ place: ChainPlace, _ position: Int) -> [Evidence] {
    guard let counters = rule.counters, counters.packets > 0 else { return [] }
    return [
      Evidence(
        .counter, host: place.host, at: "\(place.table)/\(place.chain)#\(position)",
        "it met \(counters.packets) packets")
    ]
  }
}
