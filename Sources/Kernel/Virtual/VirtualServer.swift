public import Addressing

/// One service of the kernel's load balancer (ipvsadm(8)), by which kube-proxy may send Services.
public struct VirtualServer: Sendable, Hashable {
  /// The protocol; nil for a service by firewall mark.
  public var transport: TransportProtocol?
  /// The address of the service; nil for a service by firewall mark.
  public var address: IPAddress?
  /// The port.
  public var port: UInt16
  /// The firewall mark it is for.
  public var mark: UInt32?
  /// How it chooses: `rr`, `lc`, ….
  public var scheduler: String
  /// Where it sends connections.
  public var destinations: [Destination]

  /// A server behind a service.
  public struct Destination: Sendable, Hashable {
    /// Its address.
    public var address: IPAddress
    /// Its port.
    public var port: UInt16
    /// Its share; 0 takes no new connections.
    public var weight: UInt32
    /// How packets get there.
    public var method: Method
    /// Connections it has now.
    public var activeConnections: UInt32
  }

  /// How packets get to a destination.
  public enum Method: Sendable, Hashable {
    case masquerade, local, tunnel, route, bypass
    case unknown(UInt32)
  }
}
