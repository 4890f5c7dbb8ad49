public import Addressing

/// The addresses and ports that identify one direction of a connection
/// (`struct nf_conntrack_tuple`). For ICMP echo both ports are the identifier.
public struct ConnectionTuple: Sendable, Hashable {
  public var source: IPAddress
  public var sourcePort: UInt16
  public var destination: IPAddress
  public var destinationPort: UInt16
  public var transport: TransportProtocol

  /// The tuple of a packet as it stands.
  public init(_ packet: Packet) {
    source = packet.source
    sourcePort = packet.sourcePort
    destination = packet.destination
    destinationPort = packet.isICMP ? packet.sourcePort : packet.destinationPort
    transport = packet.transport
  }

  /// A tuple of its parts.
  public init(
    source: IPAddress, sourcePort: UInt16, destination: IPAddress, destinationPort: UInt16,
    transport: TransportProtocol
  ) {
    self.source = source
    self.sourcePort = sourcePort
    self.destination = destination
    self.destinationPort = destinationPort
    self.transport = transport
  }

  /// The tuple of the answer.
  public var inverse: ConnectionTuple {
    ConnectionTuple(
      source: destination, sourcePort: destinationPort, destination: source,
      destinationPort: sourcePort, transport: transport)
  }
}
