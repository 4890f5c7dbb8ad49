public import Addressing

/// A machine of the cluster: the API's `Node`, named apart from a document's node.
public struct KubernetesNode: ClusterObject {
  /// `kind` of the API.
  public static let kind = "Node"
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// `spec.podCIDRs` (or `podCIDR`): the addresses its pods get.
  public var podCIDRs: [IPPrefix]
  /// `status.addresses`.
  public var addresses: [NodeAddress]
  /// `status.conditions`.
  public var conditions: [ObjectCondition]

  /// A node.
  public init(
    metadata: ObjectMetadata, podCIDRs: [IPPrefix] = [], addresses: [NodeAddress] = [],
    conditions: [ObjectCondition] = []
  ) {
    self.metadata = metadata
    self.podCIDRs = podCIDRs
    self.addresses = addresses
    self.conditions = conditions
  }

  /// Whether the condition `Ready` is `True`; nil when the node does not say.
  public var isReady: Bool? {
    conditions.first { $0.type == "Ready" }.map { $0.status == "True" }
  }

  /// The addresses of type `InternalIP`.
  public var internalAddresses: [IPAddress] {
    addresses.compactMap { if case .internalIP(let address) = $0 { address } else { nil } }
  }

  /// Every numeric address, internal ones first.
  public var allAddresses: [IPAddress] {
    internalAddresses
      + addresses.compactMap { if case .externalIP(let address) = $0 { address } else { nil } }
  }
}

/// One entry of a node's `status.addresses`.
public enum NodeAddress: Sendable, Hashable {
  case internalIP(IPAddress)
  case externalIP(IPAddress)
  /// `Hostname`, `InternalDNS`, `ExternalDNS`.
  case name(type: String, String)
}
