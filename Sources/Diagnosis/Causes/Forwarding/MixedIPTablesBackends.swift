import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// Both backends of iptables hold rules, and the one nobody looks at blocks.
enum MixedIPTablesBackends: CauseExaminer {
  static let id = CauseID.mixedIPTablesBackends

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let place = ChainPlace(scene.decider), let host = scene.decidingHost,
      !scene.isKubernetesChain
    else { return nil }
    let other: RuleBackend = place.backend == .legacy ? .nft : .legacy
    guard host.count(other, place.family) > 0,
      host.hasKubernetesChains(other, place.family),
      !host.hasKubernetesChains(place.backend, place.family)
    else { return nil }
    let table = place.table == "filter" ? "" : " -t \(place.table)"
    let chains = IPTablesTable.builtInChains(of: place.table) ?? []
    return Cause(
      id, scene.certainty,
      "\(host.name) has rules in both backends of iptables: Kubernetes writes \(other.rawValue), and \(place.table)/\(place.chain) of \(place.backend.rawValue), which \(other == .nft ? "iptables-nft" : "iptables-legacy") does not show, blocks",
      evidence: [scene.decidingEvidence]
        + RuleBackend.allCases.map {
          Evidence(
            .rule, host: host.name, at: "\($0.rawValue)-save",
            "\(host.count($0, place.family)) rules")
        } + scene.probeEvidence,
      remedies: [
        Remedy(
          "empty the backend that is left over", .command,
          "\(place.command)-save > /root/\(place.command).bak   # on \(host.name)\n"
            + chains.map { "\(place.command)\(table) -P \($0) ACCEPT" }.joined(separator: "\n")
            + "\n\(place.command)\(table) -F",
          changes: [.flushTable(place)])
      ])
  }
}

extension HostSnapshot {
  /// How many rules a backend holds.
  fileprivate func count(_ backend: RuleBackend, _ family: IPFamily) -> Int {
    (rules(backend, family)?.tables ?? []).reduce(0) { sum, table in
      sum + table.chains.reduce(0) { $0 + $1.rules.count }
    }
  }

  /// Whether kube-proxy or a policy engine writes to a backend.
  fileprivate func hasKubernetesChains(_ backend: RuleBackend, _ family: IPFamily) -> Bool {
    (rules(backend, family)?.tables ?? []).contains { table in
      table.chains.contains { $0.name.hasPrefix("KUBE-") || $0.name.hasPrefix("cali-") }
    }
  }
}
