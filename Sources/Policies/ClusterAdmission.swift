public import Cluster

/// The rule of a cluster-wide policy that decided; positions count from 0.
public struct ClusterAdmission: Sendable, Hashable {
  /// The policy's `kind`.
  public var kind: String
  /// The policy's name.
  public var policy: String
  /// Its tier.
  public var tier: ClusterPolicy.Tier
  /// Its priority.
  public var priority: Int
  /// Which of its sections.
  public var direction: PolicyDirection
  /// The rule's position.
  public var rule: Int
  /// The rule's name, nil where it has none.
  public var name: String?
  /// The position of the peer in `from` or `to`; nil where an unknown peer made the rule fail closed.
  public var peer: Int?
  /// What the rule does.
  public var action: ClusterPolicyRule.Action
}

extension ClusterAdmission: CustomStringConvertible {
  /// `AdminNetworkPolicy NAME ingress[0].from[1]`.
  public var description: String {
    let section = direction.rawValue.lowercased()
    let list = direction == .ingress ? "from" : "to"
    return "\(kind) \(policy) \(section)[\(rule)]" + (peer.map { ".\(list)[\($0)]" } ?? "")
  }
}

/// Why a decision cannot be made from the objects.
public enum OpenQuestion: Sendable, Hashable {
  /// A rule names domains, which only a resolver could turn into addresses.
  case domainNames(ClusterAdmission, [String])
  /// Two policies of the same priority say opposite things; implementations may apply either.
  case equalPriority(ClusterAdmission, ClusterAdmission)
  /// The pod was not recorded.
  case unknownPod(ObjectName)
}

extension OpenQuestion: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .domainNames(let rule, let names):
      "\(rule) depends on what \(names.joined(separator: ", ")) resolve to"
    case .equalPriority(let one, let other):
      "\(one) and \(other) have the same priority \(one.priority) and say opposite things; "
        + "either may be applied"
    case .unknownPod(let pod): "pod \(pod) was not recorded, so that no policy can be looked up"
    }
  }
}
