public import Addressing

/// The older list of what stands behind a Service: `v1` Endpoints, one object of the Service's
/// name.
public struct Endpoints: ClusterObject {
  /// `kind` of the API.
  public static let kind = "Endpoints"
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// `subsets`.
  public var subsets: [EndpointSubset]

  /// The endpoints of the Service with the same name.
  public init(metadata: ObjectMetadata, subsets: [EndpointSubset] = []) {
    self.metadata = metadata
    self.subsets = subsets
  }
}

/// Addresses that have the same ports.
public struct EndpointSubset: Sendable, Hashable {
  /// The addresses that traffic may go to.
  public var addresses: [EndpointAddress]
  /// The addresses that are not ready.
  public var notReadyAddresses: [EndpointAddress]
  /// The ports, each valid for every address.
  public var ports: [EndpointPort]

  /// A subset.
  public init(
    addresses: [EndpointAddress] = [], notReadyAddresses: [EndpointAddress] = [],
    ports: [EndpointPort] = []
  ) {
    self.addresses = addresses
    self.notReadyAddresses = notReadyAddresses
    self.ports = ports
  }
}

/// One address of ``Endpoints``.
public struct EndpointAddress: Sendable, Hashable {
  /// The address.
  public var address: IPAddress
  /// The node it is on, where written.
  public var nodeName: String?
  /// The pod it belongs to, where written.
  public var pod: ObjectName?

  /// The address of `pod`.
  public init(_ address: IPAddress, nodeName: String? = nil, pod: ObjectName? = nil) {
    self.address = address
    self.nodeName = nodeName
    self.pod = pod
  }
}

/// One port of ``Endpoints`` or ``EndpointSlice``.
public struct EndpointPort: Sendable, Hashable {
  /// The name of the Service's port; empty for the only, unnamed one.
  public var name: String
  /// The port of the pod, nil for "all ports".
  public var port: UInt16?
  /// The protocol.
  public var transport: TransportProtocol

  /// The port `port`.
  public init(name: String = "", port: UInt16?, transport: TransportProtocol = .tcp) {
    self.name = name
    self.port = port
    self.transport = transport
  }
}
