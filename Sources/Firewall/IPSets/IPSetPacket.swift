public import Addressing

/// What the kernel's set types look at in a packet (`*_kadt` in net/netfilter/ipset).
public struct IPSetPacket: Sendable, Hashable {
  /// The addresses of the IP header; both of one family.
  public var source: IPAddress
  public var destination: IPAddress
  /// The protocol and its ports.
  public var ports: IPSetPorts
  /// The interface it came in by; empty where there is none.
  public var inInterface: String
  /// The interface it goes out by; empty where there is none.
  public var outInterface: String
  /// The packet mark.
  public var mark: UInt32
  /// The Ethernet header, where there is one.
  public var link: IPSetLinkHeader

  /// A packet as a rule sees it.
  public init(
    source: IPAddress, destination: IPAddress, ports: IPSetPorts = .unavailable,
    inInterface: String = "", outInterface: String = "", mark: UInt32 = 0,
    link: IPSetLinkHeader = .absent
  ) {
    self.source = source
    self.destination = destination
    self.ports = ports
    self.inInterface = inInterface
    self.outInterface = outInterface
    self.mark = mark
    self.link = link
  }

  @inline(__always) func address(source isSource: Bool) -> IPAddress {
    isSource ? source : destination
  }
}

/// What `ip_set_get_ip4_port` and `ip_set_get_ip6_port` find in a packet.
public enum IPSetPorts: Sendable, Hashable {
  /// A packet of `transport`. For ICMP both ports are ``icmp(type:code:)``.
  case of(TransportProtocol, source: UInt16, destination: UInt16)
  /// A later fragment of TCP, UDP, SCTP, UDP-Lite or ICMP: no port can be read.
  case unavailable

  /// The number a set keeps in place of a port for an ICMP or ICMPv6 message.
  public static func icmpNumber(type: UInt8, code: UInt8) -> UInt16 {
    UInt16(type) << 8 | UInt16(code)
  }

  /// An ICMP or ICMPv6 message.
  public static func icmp(_ transport: TransportProtocol, type: UInt8, code: UInt8) -> IPSetPorts {
    let number = icmpNumber(type: type, code: code)
    return .of(transport, source: number, destination: number)
  }
}

/// What is known of a packet's Ethernet header.
public enum IPSetLinkHeader: Sendable, Hashable {
  /// There is none: made by this host, or the interface is no Ethernet.
  case absent
  /// Nobody looked; what depends on it is undecidable.
  case unknown
  case ethernet(source: MACAddress, destination: MACAddress)
}
