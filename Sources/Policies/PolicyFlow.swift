public import Addressing
public import Cluster

/// A connection as NetworkPolicies judge it: after every translation, at the pod.
public struct PolicyFlow: Sendable, Hashable {
  /// Who asks.
  public var source: PolicyEnd
  /// Who is asked.
  public var destination: PolicyEnd
  /// The port of the destination pod, not of a Service.
  public var port: UInt16
  /// The protocol.
  public var transport: TransportProtocol

  /// A connection.
  public init(
    from source: PolicyEnd, to destination: PolicyEnd, port: UInt16,
    transport: TransportProtocol = .tcp
  ) {
    self.source = source
    self.destination = destination
    self.port = port
    self.transport = transport
  }
}

/// One end of a connection.
public enum PolicyEnd: Sendable, Hashable {
  /// An address. When an unfinished pod of the cluster has it for itself, the pod is meant.
  case address(IPAddress)
  /// A pod by name.
  case pod(ObjectName)
}

extension PolicyEnd: CustomStringConvertible {
  /// The address, or `NAMESPACE/NAME`.
  public var description: String {
    switch self {
    case .address(let address): address.description
    case .pod(let name): name.description
    }
  }
}
