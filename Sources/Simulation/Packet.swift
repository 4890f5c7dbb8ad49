public import Addressing
public import Firewall

/// A packet with the metadata the kernel keeps beside it (`struct sk_buff`).
///
/// Everything a rule can look at and that a first packet has. What is nil is not known from a flow.
public struct Packet: Sendable {
  public var source: IPAddress
  public var destination: IPAddress
  public var transport: TransportProtocol
  /// The source port; for ICMP echo the identifier.
  public var sourcePort: UInt16
  /// The destination port; 0 for ICMP.
  public var destinationPort: UInt16
  /// Type and code of an ICMP or ICMPv6 message.
  public var icmp = ICMPMessage.echoRequest(.ipv4)
  /// The flag bits of the TCP header.
  public var tcpFlags: TCPFlags = .syn
  /// The maximum segment size option of a SYN.
  public var maximumSegmentSize: UInt16?
  /// TTL or hop limit.
  public var timeToLive: UInt8 = 64
  /// The TOS byte or traffic class: DSCP in the upper six bits, ECN in the lower two.
  public var trafficClass: UInt8 = 0
  /// The length of the IP packet in bytes, header included; nil where the flow does not tell.
  public var length: Int?
  /// For an ICMP error: the connection tuple of the packet it quotes, as it is written there.
  public var quoted: ConnectionTuple?

  /// The firewall mark (`skb->mark`).
  public var mark: UInt32 = 0
  /// The queueing priority (`skb->priority`), as CLASSIFY and `meta priority` set it.
  public var priority: UInt32 = 0
  /// The interface it came in by, as an index into the host's links; nil when made on the host.
  public var inInterface: LinkIndex?
  /// The interface it goes out by; nil before routing and for local delivery.
  public var outInterface: LinkIndex?
  /// The bridge port it came in by, where it crossed a bridge.
  public var physicalIn: LinkIndex?
  /// The bridge port it goes out by, known only for frames that are bridged.
  public var physicalOut: LinkIndex?
  /// The Ethernet source address; nil for packets made on the host and on devices without one.
  public var sourceMAC: MACAddress?
  /// How the frame was addressed.
  public var frameKind: FrameKind = .host
  /// The routing realm of the chosen route (`-m realm`, `rt classid`).
  public var realm: UInt32 = 0
  /// Whether the packet belongs to a socket of this host (it was made here).
  public var hasLocalSocket = false
  /// The user that owns the socket; nil when not known.
  public var ownerUser: UInt32?
  /// The group that owns the socket; nil when not known.
  public var ownerGroup: UInt32?

  /// A packet from `source` to `destination`.
  public init(
    from source: IPAddress, _ sourcePort: UInt16, to destination: IPAddress,
    _ destinationPort: UInt16, transport: TransportProtocol
  ) {
    self.source = source
    self.sourcePort = sourcePort
    self.destination = destination
    self.destinationPort = destinationPort
    self.transport = transport
  }

  /// The family both addresses have.
  @inlinable public var family: IPFamily { destination.family }

  /// Whether it is ICMP or ICMPv6.
  @inlinable public var isICMP: Bool { transport == .icmp || transport == .icmpv6 }
}

/// The index of a link in `NetworkStack.links`, not the kernel's ifindex.
public typealias LinkIndex = Int

/// How a frame was addressed (`skb->pkt_type`).
public enum FrameKind: Sendable, Hashable {
  case host
  case broadcast
  case multicast
  case otherHost
  case loopback
}

/// Type and code of an ICMP message; which table they belong to tells the packet's family.
public struct ICMPMessage: Sendable, Hashable {
  public var type: UInt8
  public var code: UInt8

  /// The message of `type` and `code`.
  public init(type: UInt8, code: UInt8 = 0) {
    self.type = type
    self.code = code
  }

  /// 8/0 or 128/0.
  public static func echoRequest(_ family: IPFamily) -> ICMPMessage {
    ICMPMessage(type: family == .ipv4 ? 8 : 128)
  }

  /// 0/0 or 129/0.
  public static func echoReply(_ family: IPFamily) -> ICMPMessage {
    ICMPMessage(type: family == .ipv4 ? 0 : 129)
  }
}
