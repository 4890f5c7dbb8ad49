import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// A rule at the interface itself drops, before any table of iptables sees the packet.
enum EarlyHookDrops: CauseExaminer {
  static let id = CauseID.earlyHookDrops

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, scene.decider.backend == "nftables",
      scene.decider.family == "netdev", let table = scene.decider.table
    else { return nil }
    return Cause(
      id, scene.certainty,
      "netdev table \(table) on \(scene.decider.host) drops \(scene.arrival.source) at the interface's ingress, before PREROUTING: no counter of iptables moves",
      evidence: [scene.decidingEvidence] + scene.probeEvidence, remedies: scene.nftRemedies)
  }
}
