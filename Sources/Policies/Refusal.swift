public import Addressing
public import Cluster

/// Why one isolating policy, or one of its rules, does not admit a connection.
public enum Refusal: Sendable, Hashable {
  /// The policy has no rule in this direction: it denies everything.
  case noRules(policy: ObjectName, direction: PolicyDirection)
  /// A rule, with each way in which its peers and its ports fail. One of the two may hold.
  case rule(
    policy: ObjectName, direction: PolicyDirection, rule: Int, peers: PeersOutcome,
    ports: PortsOutcome)

  /// The policy.
  public var policy: ObjectName {
    switch self {
    case .noRules(let policy, _), .rule(let policy, _, _, _, _): policy
    }
  }

  /// The one thing that is missing, where exactly one is: a near miss.
  public var onlyMissing: MissingCondition? {
    switch self {
    case .noRules: nil
    case .rule(_, _, _, .matched, .failed(let ports)): ports.count == 1 ? .port(ports[0]) : nil
    case .rule(_, _, _, .failed(let peers), .matched): peers.count == 1 ? .peer(peers[0]) : nil
    case .rule: nil
    }
  }
}

/// The single condition that kept a rule from admitting.
public enum MissingCondition: Sendable, Hashable {
  case peer(PeerFailure)
  case port(PortFailure)
}

/// Whether a rule's peers hold the other end.
public enum PeersOutcome: Sendable, Hashable {
  /// The peer at this position does; nil where the rule admits everyone.
  case matched(peer: Int?)
  /// None does: one failure for each peer, in order.
  case failed([PeerFailure])
}

/// Whether a rule's ports hold the connection's.
public enum PortsOutcome: Sendable, Hashable {
  /// The port at this position does; nil where the rule admits every port.
  case matched(port: Int?)
  /// None does: one failure for each port, in order.
  case failed([PortFailure])
}

/// Why one peer does not hold the other end.
public enum PeerFailure: Sendable, Hashable {
  /// The address is not in the network.
  case outsideCIDR(IPPrefix, IPAddress)
  /// The network is of the other family.
  case otherFamily(IPPrefix, IPAddress)
  /// The address is in a network that `except` takes out.
  case excepted(IPPrefix, IPAddress)
  /// The peer chooses pods, and the other end is none: an address outside the cluster, a node.
  case selectsPodsOnly(IPAddress)
  /// The peer chooses pods, and the other end is a pod on the host network, which counts as its
  /// node.
  case hostNetworkPod(ObjectName)
  /// The pod is in a namespace whose labels the selector does not choose.
  case namespaceLabels(LabelSelector, namespace: String)
  /// The pod is in another namespace than the policy, and the peer names none.
  case otherNamespace(policy: String, pod: String)
  /// The peer chooses pods, and this one has ended.
  case finishedPod(ObjectName)
  /// The other end has no address that could be in the network.
  case noAddress(ObjectName?)
  /// The pod's labels are not chosen.
  case podLabels(LabelSelector, pod: ObjectName)
}

/// Why one port does not hold the connection's.
public enum PortFailure: Sendable, Hashable {
  /// The protocol is another one.
  case transport(wanted: TransportProtocol, TransportProtocol)
  /// The number is another one.
  case number(wanted: UInt16, UInt16)
  /// The number is outside the range.
  case range(PortRange, UInt16)
  /// The pod declares this name for other ports.
  case namedPort(String, declared: [UInt16], UInt16)
  /// The pod declares no port of this name and protocol.
  case nameNotDeclared(String, pod: ObjectName?)
}
