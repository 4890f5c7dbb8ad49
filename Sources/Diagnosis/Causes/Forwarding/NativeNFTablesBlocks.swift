import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// A table of nftables that iptables does not show drops or rejects.
enum NativeNFTablesBlocks: CauseExaminer {
  static let id = CauseID.nativeNFTablesBlocks

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, scene.decider.backend == "nftables",
      let table = scene.decider.table, scene.decider.family != "netdev",
      !table.hasPrefix("kube-router-filter"), !table.hasPrefix("kube-proxy")
    else { return nil }
    let verb =
      scene.outcome.disposition == .rejected
      ? "rejects\(scene.outcome.rejectedWith.map { " (\($0))" } ?? "")" : "drops"
    return Cause(
      id, scene.certainty,
      "nftables table \(scene.decider.family ?? "") \(table) on \(scene.decider.host) \(verb) \(scene.arrival.source) to \(scene.arrivalWords), in chain \(scene.decider.chain ?? ""); iptables does not show it",
      evidence: [scene.decidingEvidence] + scene.translations + scene.probeEvidence,
      remedies: scene.nftRemedies)
  }
}
