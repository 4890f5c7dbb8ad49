public import Addressing

/// One socket that waits for packets, as a line of `ss -H -tlnp` or `ss -H -ulnp`.
public struct ListeningSocket: Sendable, Hashable {
  /// The protocol it speaks.
  public var transport: TransportProtocol
  /// `LISTEN` or `UNCONN`.
  public var state: String
  /// Connections that wait to be accepted.
  public var receiveQueue: Int
  /// How many connections may wait.
  public var sendQueue: Int
  /// Which destination addresses it takes.
  public var bound: Bound
  /// The interface it is bound to (`%eth0`).
  public var interface: String?
  /// The port it waits on.
  public var port: UInt16
  /// The processes that hold it; empty when `ss` ran without `-p` or without privilege.
  public var processes: [Process]

  /// A socket that waits on a port.
  public init(
    _ transport: TransportProtocol, _ bound: Bound, port: UInt16, interface: String? = nil,
    state: String = "LISTEN", receiveQueue: Int = 0, sendQueue: Int = 128,
    processes: [Process] = []
  ) {
    self.transport = transport
    self.bound = bound
    self.port = port
    self.interface = interface
    self.state = state
    self.receiveQueue = receiveQueue
    self.sendQueue = sendQueue
    self.processes = processes
  }

  /// The destination addresses a socket takes.
  public enum Bound: Sendable, Hashable {
    /// Every address of both families: `*`.
    case everyAddress
    /// Every address of one family: `0.0.0.0`, or `[::]` of an IPv6-only socket.
    case every(IPFamily)
    /// One address.
    case only(IPAddress)
  }

  /// A process that holds a socket.
  public struct Process: Sendable, Hashable {
    /// The command's name, cut off by the kernel at 15 bytes.
    public var name: String
    /// The process identifier, where recorded.
    public var pid: Int?
    /// The file descriptor, where recorded.
    public var descriptor: Int?

    /// A process by name.
    public init(name: String, pid: Int? = nil, descriptor: Int? = nil) {
      self.name = name
      self.pid = pid
      self.descriptor = descriptor
    }
  }

  /// Whether it takes a packet for `address`:`port` that came in by `inInterface`.
  public func accepts(
    _ address: IPAddress, port: UInt16, transport: TransportProtocol, inInterface: String? = nil
  ) -> Bool {
    guard port == self.port, transport == self.transport else { return false }
    if let interface, let inInterface, interface != inInterface { return false }
    switch bound {
    case .everyAddress: return true
    case .every(let family): return family == address.family
    case .only(let own): return own == address
    }
  }
}
