public import Cluster

/// A change of NetworkPolicies that admits one connection and as little else as can be written.
public struct MinimalPatch: Sendable, Hashable {
  /// How the change is made.
  public var change: Change
  /// The policy as it is to be applied: whole, whether changed or new.
  public var policy: NetworkPolicy
  /// The direction it opens.
  public var direction: PolicyDirection

  /// The ways to make it.
  public enum Change: Sendable, Hashable {
    /// One more peer in a rule that carries exactly the port; its position from 0.
    case peerAdded(rule: Int)
    /// One more rule, the last one, in a policy that is there.
    case ruleAdded(rule: Int)
    /// A policy of its own beside those that are there.
    case policyAdded
  }

  /// The manifest that `kubectl apply -f -` takes.
  public var manifest: String { policy.manifest }

  /// What is changed, in words: `argocd/redis ingress[0].from: + ipBlock 192.168.1.10/32`.
  public var words: String {
    let section = direction.rawValue.lowercased()
    let list = direction == .ingress ? "from" : "to"
    let name = policy.objectName
    switch change {
    case .peerAdded(let rule):
      let peer = policy.rules(direction)[rule].peers.last.map { " \($0)" } ?? ""
      return "\(name) \(section)[\(rule)].\(list): +\(peer)"
    case .ruleAdded(let rule):
      return "\(name) \(section): + \(policy.rules(direction)[rule].words(list))"
    case .policyAdded:
      return "new policy \(name): " + (policy.rules(direction).first?.words(list) ?? "")
    }
  }

  /// The cluster with the change made.
  public func applied(to cluster: ClusterObjects) -> ClusterObjects {
    var changed = cluster
    var policies = cluster.networkPolicies.list
    if let index = policies.firstIndex(where: { $0.objectName == policy.objectName }) {
      policies[index] = policy
    } else {
      policies.append(policy)
    }
    changed.networkPolicies = .present(policies)
    return changed
  }
}
