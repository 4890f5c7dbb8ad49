import Addressing
import Cluster
import Firewall
import Policies
import Simulation
import Snapshots

/// The policies deny the connection, and nothing enforces them.
enum NetworkPolicyNotEnforced: CauseExaminer {
  static let id = CauseID.networkPolicyNotEnforced

  static func examine(_ scene: Case) -> Cause? {
    guard scene.isReachable, let decision = scene.asSeen, !decision.ingress.allowed,
      let node = scene.pod?.nodeName.flatMap({ scene.snapshot.host(ofKubernetesNode: $0) }),
      !scene.snapshot.hasPolicyEngine(node)
    else { return nil }
    let policies = decision.ingress.isolatedBy
    return Cause(
      id, scene.certainty,
      "\(scene.policyWords(policies)) \(policies.count == 1 ? "denies" : "deny") \(scene.sourceAtPolicies), but \(node.name) has no rules of any policy engine: nothing enforces NetworkPolicies",
      evidence: [
        Evidence(
          .rule, host: node.name, at: "iptables-save, nft",
          "no chain of kube-router, Calico, Cilium or another engine")
      ]
        + decision.ingress.refusals.map {
          Evidence(.object, at: "networkpolicies.json", "\($0)")
        } + scene.probeEvidence,
      remedies: [
        Remedy(
          "run a policy engine; admit the scraper first, or the scrape stops then", .command,
          "# K3s: remove --disable-network-policy and restart; else install Calico, Cilium or kube-router\ngrep -rn disable-network-policy /etc/rancher/k3s/ /etc/systemd/system/k3s*.service",
          changes: [])
      ] + scene.policyRemedies)
  }
}

extension Snapshot {
  /// Whether a host has chains of a policy engine.
  func hasPolicyEngine(_ host: HostSnapshot) -> Bool {
    let prefixes = ["KUBE-ROUTER-", "KUBE-NWPLCY-", "cali-", "CILIUM_", "WEAVE-NPC", "ANTREA-"]
    for backend in RuleBackend.allCases {
      let chains = host.rules(backend, .ipv4)?["filter"]?.chains ?? []
      if chains.contains(where: { chain in prefixes.contains { chain.name.hasPrefix($0) } }) {
        return true
      }
    }
    let tables = host.nftables.value?.tables.map(\.name) ?? []
    return tables.contains { $0.hasPrefix("kube-router-filter") || $0.hasPrefix("calico") }
  }
}
