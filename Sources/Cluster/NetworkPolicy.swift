public import Addressing

/// A `networking.k8s.io/v1` NetworkPolicy.
public struct NetworkPolicy: ClusterObject {
  /// `kind` of the API.
  public static let kind = "NetworkPolicy"
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// The pods of the policy's namespace that it isolates.
  public var podSelector: LabelSelector
  /// `policyTypes` as written; nil when absent or empty.
  public var writtenTypes: [PolicyDirection]?
  /// `ingress`.
  public var ingress: [PolicyRule]
  /// `egress`.
  public var egress: [PolicyRule]

  /// A policy.
  public init(
    metadata: ObjectMetadata, podSelector: LabelSelector = LabelSelector(),
    writtenTypes: [PolicyDirection]? = nil, ingress: [PolicyRule] = [],
    egress: [PolicyRule] = []
  ) {
    self.metadata = metadata
    self.podSelector = podSelector
    self.writtenTypes = writtenTypes
    self.ingress = ingress
    self.egress = egress
  }

  /// The directions it isolates: as written, else ingress always and egress where it has rules.
  ///
  /// Source: `SetDefaults_NetworkPolicy` in `pkg/apis/networking/v1/defaults.go`.
  public var types: [PolicyDirection] {
    writtenTypes ?? (egress.isEmpty ? [.ingress] : [.ingress, .egress])
  }

  /// The rules of one direction, whether or not the direction is in force.
  public func rules(_ direction: PolicyDirection) -> [PolicyRule] {
    switch direction {
    case .ingress: ingress
    case .egress: egress
    }
  }
}

/// The direction of a connection as a pod sees it.
public enum PolicyDirection: String, Sendable, Hashable, CaseIterable {
  case ingress = "Ingress"
  case egress = "Egress"
}

/// One rule: the peers and the ports it admits. An empty list admits all.
public struct PolicyRule: Sendable, Hashable {
  /// `from` or `to`; empty means everyone, also outside the cluster.
  public var peers: [PolicyPeer]
  /// `ports`; empty means every port and protocol.
  public var ports: [PolicyPort]

  /// A rule.
  public init(peers: [PolicyPeer] = [], ports: [PolicyPort] = []) {
    self.peers = peers
    self.ports = ports
  }
}

/// One entry of `from` or `to`.
public enum PolicyPeer: Sendable, Hashable {
  /// Addresses.
  case ipBlock(IPBlock)
  /// Pods of the policy's own namespace: `podSelector` alone.
  case pods(LabelSelector)
  /// All pods of the chosen namespaces: `namespaceSelector` alone.
  case namespaces(LabelSelector)
  /// Chosen pods of the chosen namespaces: both in one entry.
  case podsIn(namespaces: LabelSelector, pods: LabelSelector)
}

/// A network without some parts of it.
public struct IPBlock: Sendable, Hashable {
  /// The network.
  public var cidr: IPPrefix
  /// What of it does not count.
  public var except: [IPPrefix]

  /// The addresses of `cidr` that are in none of `except`.
  public init(cidr: IPPrefix, except: [IPPrefix] = []) {
    self.cidr = cidr
    self.except = except
  }

  /// Whether `address` is in it.
  public func contains(_ address: IPAddress) -> Bool {
    cidr.contains(address) && !except.contains { $0.contains(address) }
  }
}

/// One entry of `ports`.
public struct PolicyPort: Sendable, Hashable {
  /// `protocol`; TCP where nothing is written.
  public var transport: TransportProtocol
  /// Which ports of the protocol.
  public var port: PolicyPortNumber

  /// A port.
  public init(_ port: PolicyPortNumber, _ transport: TransportProtocol = .tcp) {
    self.port = port
    self.transport = transport
  }
}

/// Which ports a ``PolicyPort`` means.
public enum PolicyPortNumber: Sendable, Hashable {
  /// Every port: `port` is not written.
  case all
  case number(UInt16)
  /// `port` to `endPort`, both included.
  case range(PortRange)
  /// The port that the destination pod declares under this name.
  case name(String)
}
