public import Addressing

/// What is asked of a host's routing: the fields of a packet that its rules and routes may compare.
public struct RouteQuery: Sendable, Hashable {
  /// Where the packet goes.
  public var destination: IPAddress
  /// Where it comes from; nil while the sending socket has no address yet.
  public var source: IPAddress?
  /// The interface it came in by; nil for a packet that this host sends.
  public var inInterface: String?
  /// The interface the sending socket is bound to.
  public var outInterface: String?
  /// The firewall mark.
  public var mark: UInt32
  /// The type of service or traffic class, all eight bits.
  public var tos: UInt8
  /// The owner of the sending socket; the kernel takes 0 for packets it forwards.
  public var uid: UInt32
  /// The protocol, nil where it is not known: a rule that compares it then does not match.
  public var transport: TransportProtocol?
  /// The source port.
  public var sourcePort: UInt16
  /// The destination port.
  public var destinationPort: UInt16
  /// The key of the tunnel the packet came out of.
  public var tunnelID: UInt64

  /// A packet to `destination`; nothing else about it is known.
  public init(
    to destination: IPAddress, from source: IPAddress? = nil, in inInterface: String? = nil,
    out outInterface: String? = nil, mark: UInt32 = 0, tos: UInt8 = 0, uid: UInt32 = 0,
    transport: TransportProtocol? = nil, sourcePort: UInt16 = 0, destinationPort: UInt16 = 0,
    tunnelID: UInt64 = 0
  ) {
    self.destination = destination
    self.source = source
    self.inInterface = inInterface
    self.outInterface = outInterface
    self.mark = mark
    self.tos = tos
    self.uid = uid
    self.transport = transport
    self.sourcePort = sourcePort
    self.destinationPort = destinationPort
    self.tunnelID = tunnelID
  }
}
