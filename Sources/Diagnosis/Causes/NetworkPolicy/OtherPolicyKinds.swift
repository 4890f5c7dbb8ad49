import Addressing
import Cluster
import Firewall
import Policies
import Simulation
import Snapshots

/// A policy of another kind than NetworkPolicy refuses.
enum OtherPolicyKinds: CauseExaminer {
  static let id = CauseID.otherPolicyKinds

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, scene.decider.kind == .rule, let chain = scene.decider.chain,
      let place = ChainPlace(scene.decider), let position = scene.decider.position,
      chain.hasPrefix("cali-pi-") || chain.hasPrefix("cali-po-") || chain.hasPrefix("CILIUM"),
      scene.asSeen?.allowed ?? true
    else { return nil }
    let others = scene.cluster.otherPolicies.list
    let own = others.first { chain.hasSuffix($0.metadata.name) } ?? others.first
    let kinds = own.map { "\($0.kind) \($0.objectName)" } ?? "a policy that is no NetworkPolicy"
    let kind = own.map { "\($0.kind.lowercased())s.\($0.apiVersion.split(separator: "/")[0])" }
    return Cause(
      id, own == nil ? .likely : scene.certainty,
      "\(kinds) refuses \(scene.arrival.source) on \(scene.decider.host) (chain \(chain)), whatever the NetworkPolicies admit",
      evidence: [scene.decidingEvidence]
        + others.prefix(4).map {
          Evidence(.object, at: "\($0.kind.lowercased())s.json", "\($0.kind) \($0.objectName)")
        } + scene.probeEvidence,
      remedies: [
        Remedy(
          "admit \(scene.arrival.source) in \(kinds), before the rule that denies", .command,
          kind.flatMap { kind in
            own.map {
              "kubectl get \(kind) \($0.metadata.name) -o yaml   # see which rule denies\nkubectl delete \(kind) \($0.metadata.name)   # or edit it: allow source nets [\(IPPrefix(host: scene.arrival.source))] first"
            }
          } ?? "kubectl get globalnetworkpolicies,ciliumnetworkpolicies,adminnetworkpolicies -A",
          changes: [.deleteRule(place, position: position)])
      ])
  }
}
