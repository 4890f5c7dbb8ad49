public import Addressing

/// An IPv4 or IPv6 packet: its header, and what it carries.
public struct IPPacket: Sendable, Hashable {
  public var source: IPAddress
  public var destination: IPAddress
  /// The TTL or hop limit.
  public var hopLimit: UInt8
  /// The number of the transport protocol, after any IPv6 extension headers.
  public var transport: TransportProtocol
  /// The length the header gives, header included.
  public var length: Int
  /// The type of service or traffic class.
  public var trafficClass: UInt8
  /// IPv4's identification; 0 for IPv6.
  public var identification: UInt16
  /// Whether routers must not fragment it; always true for IPv6.
  public var dontFragment: Bool
  /// Its place among the fragments of a packet; nil where it is whole.
  public var fragment: Fragment?
  /// What it carries.
  public var payload: Payload

  /// A part of a packet.
  public struct Fragment: Sendable, Hashable {
    /// In bytes.
    public var offset: Int
    /// Whether more follow.
    public var hasMore: Bool
  }

  /// What a packet can carry.
  public indirect enum Payload: Sendable, Hashable {
    case tcp(TCPSegment)
    case udp(UDPDatagram)
    case icmp(ICMPPacket)
    /// Another IP packet: IPIP, 6in4, 4in6, or in UDP by VXLAN.
    case tunnelled(IPPacket)
    /// A protocol that is not decoded, or a fragment without the header.
    case other
    /// It ends within the header: what is there of the ports, as in an ICMP error.
    case truncated(sourcePort: UInt16?, destinationPort: UInt16?, sequence: UInt32?)
  }

  /// The innermost packet of tunnels.
  public var innermost: IPPacket {
    var packet = self
    while true {
      switch packet.payload {
      case .tunnelled(let inner): packet = inner
      case .udp(let datagram):
        guard case .ip(let inner)? = datagram.inner?.content else { return packet }
        packet = inner
      case .tcp, .icmp, .other, .truncated: return packet
      }
    }
  }

  /// Source and destination port, where the protocol has such and they were captured.
  public var ports: (source: UInt16, destination: UInt16)? {
    switch payload {
    case .tcp(let segment): (segment.sourcePort, segment.destinationPort)
    case .udp(let datagram): (datagram.sourcePort, datagram.destinationPort)
    case .truncated(let source?, let destination?, _): (source, destination)
    case .icmp, .tunnelled, .other, .truncated: nil
    }
  }

  /// Reads a packet; nil where not even its header is there. `depth` counts packets around it.
  init?(decoding bytes: ArraySlice<UInt8>, depth: Int = 0) {
    guard depth < 8, let version = bytes.first.map({ $0 >> 4 }) else { return nil }
    switch version {
    case 4: self.init(decoding4: bytes, depth)
    case 6: self.init(decoding6: bytes, depth)
    case _: return nil
    }
  }
}
