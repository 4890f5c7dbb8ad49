public import Addressing

/// A Service: a stable address in front of pods.
public struct Service: ClusterObject {
  /// `kind` of the API.
  public static let kind = "Service"
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// `spec.type`.
  public var type: ServiceType
  /// `spec.clusterIPs` (or `clusterIP` of older objects).
  public var clusterIPs: ClusterIPs
  /// `spec.ipFamilies`, where written.
  public var ipFamilies: [IPFamily]
  /// `spec.ports`.
  public var ports: [ServicePort]
  /// `spec.selector`; empty when somebody else writes the endpoints.
  public var selector: [String: String]
  /// `spec.externalTrafficPolicy`.
  public var externalTrafficPolicy: TrafficPolicy
  /// `spec.internalTrafficPolicy`.
  public var internalTrafficPolicy: TrafficPolicy
  /// `spec.loadBalancerIP`: the address asked for.
  public var loadBalancerIP: IPAddress?
  /// The addresses of `status.loadBalancer.ingress`.
  public var loadBalancerAddresses: [IPAddress]
  /// `spec.loadBalancerSourceRanges`; empty admits everyone.
  public var loadBalancerSourceRanges: [IPPrefix]
  /// `spec.externalIPs`.
  public var externalIPs: [IPAddress]
  /// `spec.sessionAffinity`.
  public var sessionAffinity: SessionAffinity
  /// `spec.healthCheckNodePort`.
  public var healthCheckNodePort: UInt16?
  /// `spec.publishNotReadyAddresses`.
  public var publishNotReadyAddresses: Bool

  /// A Service.
  public init(
    metadata: ObjectMetadata, type: ServiceType = .clusterIP,
    clusterIPs: ClusterIPs = .unassigned, ipFamilies: [IPFamily] = [],
    ports: [ServicePort] = [], selector: [String: String] = [:],
    externalTrafficPolicy: TrafficPolicy = .cluster,
    internalTrafficPolicy: TrafficPolicy = .cluster, loadBalancerIP: IPAddress? = nil,
    loadBalancerAddresses: [IPAddress] = [], loadBalancerSourceRanges: [IPPrefix] = [],
    externalIPs: [IPAddress] = [], sessionAffinity: SessionAffinity = .none,
    healthCheckNodePort: UInt16? = nil, publishNotReadyAddresses: Bool = false
  ) {
    self.metadata = metadata
    self.type = type
    self.clusterIPs = clusterIPs
    self.ipFamilies = ipFamilies
    self.ports = ports
    self.selector = selector
    self.externalTrafficPolicy = externalTrafficPolicy
    self.internalTrafficPolicy = internalTrafficPolicy
    self.loadBalancerIP = loadBalancerIP
    self.loadBalancerAddresses = loadBalancerAddresses
    self.loadBalancerSourceRanges = loadBalancerSourceRanges
    self.externalIPs = externalIPs
    self.sessionAffinity = sessionAffinity
    self.healthCheckNodePort = healthCheckNodePort
    self.publishNotReadyAddresses = publishNotReadyAddresses
  }

  /// Whether the Service has no address of its own: `clusterIP: None`.
  public var isHeadless: Bool { clusterIPs == .headless }

  /// The addresses of ``clusterIPs``; empty for headless, unassigned and `ExternalName`.
  public var clusterAddresses: [IPAddress] {
    switch clusterIPs {
    case .assigned(let addresses): addresses
    case .headless, .unassigned: []
    }
  }
}

/// How a Service is reached.
public enum ServiceType: Sendable, Hashable {
  case clusterIP
  case nodePort
  case loadBalancer
  /// A DNS alias for another name; there is nothing to translate.
  case externalName(String)
}

/// The addresses of a Service inside the cluster.
public enum ClusterIPs: Sendable, Hashable {
  /// `None`: the name resolves to the pods themselves.
  case headless
  /// None yet, as in a manifest that no API server has seen.
  case unassigned
  /// The addresses, the primary first.
  case assigned([IPAddress])
}

/// Which endpoints a node may use.
public enum TrafficPolicy: String, Sendable, Hashable {
  /// Every endpoint of the cluster.
  case cluster = "Cluster"
  /// Only endpoints on the node the packet came to.
  case local = "Local"
}

/// Whether a client comes to the same endpoint again.
public enum SessionAffinity: Sendable, Hashable {
  case none
  /// By source address, for so many seconds.
  case clientIP(timeoutSeconds: Int)
}

/// One port of a Service.
public struct ServicePort: Sendable, Hashable {
  /// The name, nil where the only port has none.
  public var name: String?
  /// The port of the Service's own addresses.
  public var port: UInt16
  /// Where in the pod it leads.
  public var targetPort: TargetPort
  /// The port on every node, nil without one.
  public var nodePort: UInt16?
  /// The protocol.
  public var transport: TransportProtocol

  /// The port `port`.
  public init(
    name: String? = nil, port: UInt16, targetPort: TargetPort? = nil, nodePort: UInt16? = nil,
    transport: TransportProtocol = .tcp
  ) {
    self.name = name
    self.port = port
    self.targetPort = targetPort ?? .number(port)
    self.nodePort = nodePort
    self.transport = transport
  }
}

/// A port of a pod, by number or by the name its container gave it.
public enum TargetPort: Sendable, Hashable {
  case number(UInt16)
  case name(String)
}

extension TargetPort: CustomStringConvertible {
  /// `8082` or `metrics`.
  public var description: String {
    switch self {
    case .number(let number): String(number)
    case .name(let name): name
    }
  }
}
