import Cluster
import Firewall
import Policies
import Snapshots

/// The policies that the rules of recorded nodes name: what kube-router wrote into the kernel.
struct KernelPolicies {
  /// By node: the policies its rules name. Only nodes whose rules are a policy engine's.
  private var byNode: [String: Set<ObjectName>] = [:]

  init(_ snapshot: Snapshot) {
    for host in snapshot.hosts {
      guard case .node(let node) = host.role else { continue }
      let rulesets = [host.legacy.ipv4, host.nft.ipv4].compactMap(\.value)
      var named = Set<ObjectName>()
      var runs = false
      for chain in rulesets.compactMap({ $0["filter"] }).flatMap(\.chains) {
        runs = runs || chain.name.hasPrefix("KUBE-ROUTER-") || chain.name.hasPrefix("KUBE-NWPLCY-")
        named.formUnion(chain.rules.compactMap(\.namedPolicy))
      }
      if runs { byNode[node ?? host.name] = named }
    }
  }

  /// The policies that select a pod of a node whose rules do not name them.
  func unreflected(in cluster: ClusterObjects) -> [LintFinding] {
    cluster.networkPolicies.list.flatMap { policy -> [LintFinding] in
      let pods = cluster.pods(inNamespace: policy.metadata.namespace).filter {
        !$0.isFinished && !$0.hostNetwork && !$0.addresses.isEmpty
          && policy.podSelector.matches($0.metadata.labels)
      }
      let missing = Set(pods.compactMap(\.nodeName)).sorted().filter {
        byNode[$0].map { !$0.contains(policy.objectName) } ?? false
      }
      return missing.map { node in
        LintFinding(
          .notInKernel, "\(policy.objectName)",
          "no rule of \(node) names it, though it selects a pod there",
          advice: "see whether the policy engine of \(node) runs and what it logs")
      }
    }
  }
}

extension IPTablesRule {
  /// The policy that the comment names.
  fileprivate var namedPolicy: ObjectName? {
    for case let match as CommentMatch in matches {
      if case .policy(let name)? = RuleComment(parsing: match.comment) { return name }
    }
    return nil
  }
}
