public import Addressing

/// The newer list of what stands behind a Service: `discovery.k8s.io` v1 and v1beta1.
public struct EndpointSlice: ClusterObject {
  /// `kind` of the API.
  public static let kind = "EndpointSlice"
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// `addressType`.
  public var addressType: EndpointAddressType
  /// `endpoints`.
  public var endpoints: [SliceEndpoint]
  /// `ports`, each valid for every endpoint.
  public var ports: [EndpointPort]

  /// A slice.
  public init(
    metadata: ObjectMetadata, addressType: EndpointAddressType = .ipv4,
    endpoints: [SliceEndpoint] = [], ports: [EndpointPort] = []
  ) {
    self.metadata = metadata
    self.addressType = addressType
    self.endpoints = endpoints
    self.ports = ports
  }

  /// The Service it belongs to: the label `kubernetes.io/service-name`.
  public var service: ObjectName? {
    metadata.labels["kubernetes.io/service-name"].map {
      ObjectName(namespace: metadata.namespace, name: $0)
    }
  }
}

/// What kind of addresses a slice holds.
public enum EndpointAddressType: String, Sendable, Hashable {
  case ipv4 = "IPv4"
  case ipv6 = "IPv6"
  case fqdn = "FQDN"
}

/// One endpoint of a slice.
public struct SliceEndpoint: Sendable, Hashable {
  /// Its addresses; empty where the slice holds names.
  public var addresses: [IPAddress]
  /// `conditions.ready`; nil means unknown, to be taken as ready.
  public var ready: Bool?
  /// `conditions.serving`; nil means the same as ``ready``.
  public var serving: Bool?
  /// `conditions.terminating`; nil means no.
  public var terminating: Bool?
  /// The pod it is, from `targetRef`.
  public var pod: ObjectName?
  /// The node it is on: `nodeName`, or `topology` of v1beta1.
  public var nodeName: String?
  /// The zone it is in.
  public var zone: String?

  /// An endpoint.
  public init(
    addresses: [IPAddress], ready: Bool? = true, serving: Bool? = nil, terminating: Bool? = nil,
    pod: ObjectName? = nil, nodeName: String? = nil, zone: String? = nil
  ) {
    self.addresses = addresses
    self.ready = ready
    self.serving = serving
    self.terminating = terminating
    self.pod = pod
    self.nodeName = nodeName
    self.zone = zone
  }
}
