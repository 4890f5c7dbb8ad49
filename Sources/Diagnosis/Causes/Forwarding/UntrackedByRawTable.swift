import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// A raw rule takes the connection out of conntrack, so that nothing translates it.
enum UntrackedByRawTable: CauseExaminer {
  static let id = CauseID.untrackedByRawTable

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, scene.destination.service != nil, !scene.destinationIsTranslated,
      let step = scene.ruleSteps.first(where: { $0.place.table == "raw" && $0.untracks })
    else { return nil }
    let place = step.place
    return Cause(
      id, scene.certainty,
      "rule \(step.position) of raw/\(place.chain) on \(place.host) takes \(scene.arrival.source) out of connection tracking, and without it \(scene.targetWords) is never translated",
      evidence: [scene.evidence(step), scene.decidingEvidence] + scene.probeEvidence,
      remedies: [
        Remedy(
          "delete the rule, or except the cluster's networks from it", .command,
          "\(place.command) -t raw -D \(place.chain) \(step.position)   # on \(place.host): \(step.text)",
          changes: [.deleteRule(place, position: step.position)])
      ])
  }
}

extension RuleStep {
  /// Whether it takes packets out of conntrack.
  var untracks: Bool {
    guard case .extension(let target) = rule.target else { return false }
    return target is NotrackTarget || (target is CTTarget && text.contains("--notrack"))
  }
}
