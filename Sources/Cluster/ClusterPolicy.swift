public import Addressing

/// A policy that stands above or below NetworkPolicy: `AdminNetworkPolicy`,
/// `BaselineAdminNetworkPolicy` (`policy.networking.k8s.io/v1alpha1`) or `ClusterNetworkPolicy`
/// (`v1alpha2` and later).
public struct ClusterPolicy: Sendable, Hashable {
  /// `kind`.
  public var kind: String
  /// `metadata`; cluster-scoped.
  public var metadata: ObjectMetadata
  /// Whether it is asked before or after NetworkPolicies.
  public var tier: Tier
  /// Its place within the tier, the lowest first.
  public var priority: Int
  /// The pods it is about.
  public var subject: ClusterPodSelector
  /// `ingress`, the first that holds decides.
  public var ingress: [ClusterPolicyRule]
  /// `egress`, the first that holds decides.
  public var egress: [ClusterPolicyRule]

  /// Where a policy stands.
  public enum Tier: String, Sendable, Hashable {
    case admin = "Admin"
    case baseline = "Baseline"
  }

  /// A policy.
  public init(
    kind: String, metadata: ObjectMetadata, tier: Tier, priority: Int,
    subject: ClusterPodSelector, ingress: [ClusterPolicyRule] = [],
    egress: [ClusterPolicyRule] = []
  ) {
    self.kind = kind
    self.metadata = metadata
    self.tier = tier
    self.priority = priority
    self.subject = subject
    self.ingress = ingress
    self.egress = egress
  }

  /// The rules of one direction.
  public func rules(_ direction: PolicyDirection) -> [ClusterPolicyRule] {
    switch direction {
    case .ingress: ingress
    case .egress: egress
    }
  }
}

/// Pods of chosen namespaces. Pods on the host network are never among them.
public struct ClusterPodSelector: Sendable, Hashable {
  /// Which namespaces.
  public var namespaces: LabelSelector
  /// Which of their pods.
  public var pods: LabelSelector

  /// Pods chosen by both.
  public init(namespaces: LabelSelector, pods: LabelSelector = LabelSelector()) {
    self.namespaces = namespaces
    self.pods = pods
  }
}

/// One rule of a ``ClusterPolicy``.
public struct ClusterPolicyRule: Sendable, Hashable {
  /// `name`, nil where it has none.
  public var name: String?
  /// What happens to what it holds.
  public var action: Action
  /// `from` or `to`.
  public var peers: [ClusterPeer]
  /// `protocols` or `ports`; nil means every protocol and port.
  public var ports: [ClusterPort]?

  /// What a rule does.
  public enum Action: String, Sendable, Hashable {
    /// `Accept`, of `v1alpha1` `Allow`: final.
    case accept = "Accept"
    /// Final.
    case deny = "Deny"
    /// On to the next tier.
    case pass = "Pass"
  }

  /// A rule.
  public init(
    name: String? = nil, action: Action, peers: [ClusterPeer], ports: [ClusterPort]? = nil
  ) {
    self.name = name
    self.action = action
    self.peers = peers
    self.ports = ports
  }
}

/// One entry of a rule's `from` or `to`.
public enum ClusterPeer: Sendable, Hashable {
  /// `namespaces` or `pods`.
  case pods(ClusterPodSelector)
  /// Namespaces whose labels of these keys have the same values as the subject's: `sameLabels`.
  case sameLabels([String], pods: LabelSelector)
  /// Namespaces whose labels of these keys differ from the subject's: `notSameLabels`.
  case notSameLabels([String], pods: LabelSelector)
  /// The addresses of chosen nodes.
  case nodes(LabelSelector)
  /// Addresses, of pods too.
  case networks([IPPrefix])
  /// Names that only a resolver could turn into addresses.
  case domainNames([String])
  /// A peer of a kind that this program does not know: the rule fails closed.
  case unknown
}

/// One entry of a rule's `protocols` or `ports`.
public enum ClusterPort: Sendable, Hashable {
  /// Ports of one protocol.
  case range(TransportProtocol, PortRange)
  /// The port that the destination pod declares under this name, of any protocol.
  case name(String)
}
