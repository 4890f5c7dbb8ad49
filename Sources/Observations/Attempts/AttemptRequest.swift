public import Addressing

/// What one attempt shall be: to where, by which protocol, from where, how far, for how long.
public struct AttemptRequest: Sendable, Hashable {
  /// The protocols an unprivileged process can send.
  public enum Transport: String, Sendable, Hashable, CaseIterable {
    case tcp
    case udp
    /// An echo request; needs the user's group in `net.ipv4.ping_group_range`.
    case icmp
  }

  /// Where it goes; the port is not used by ``Transport/icmp``.
  public var destination: Endpoint
  /// How.
  public var transport: Transport
  /// The source address; nil where the kernel chooses.
  public var source: IPAddress?
  /// The interface it must leave and be answered by (`SO_BINDTODEVICE`).
  public var interface: String?
  /// The TTL or hop limit it is sent with; nil for the host's own.
  public var hopLimit: UInt8?
  /// The least TTL or hop limit of an answer that is taken (`IP_MINTTL`); TCP only.
  public var minimumHopLimit: UInt8?
  /// How long an answer is waited for.
  public var timeout: Duration

  /// An attempt to reach `destination`.
  public init(
    _ destination: Endpoint, transport: Transport = .tcp, source: IPAddress? = nil,
    interface: String? = nil, hopLimit: UInt8? = nil, minimumHopLimit: UInt8? = nil,
    timeout: Duration = .seconds(4)
  ) {
    self.destination = destination
    self.transport = transport
    self.source = source
    self.interface = interface
    self.hopLimit = hopLimit
    self.minimumHopLimit = minimumHopLimit
    self.timeout = timeout
  }
}
