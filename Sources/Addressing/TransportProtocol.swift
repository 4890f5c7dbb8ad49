/// The number in the protocol field of an IP header.
///
/// Source: <https://www.iana.org/assignments/protocol-numbers>, names as in `/etc/protocols`.
@frozen public struct TransportProtocol: RawRepresentable, Sendable, Hashable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let icmp = Self(rawValue: 1)
  public static let igmp = Self(rawValue: 2)
  public static let tcp = Self(rawValue: 6)
  public static let udp = Self(rawValue: 17)
  public static let dccp = Self(rawValue: 33)
  public static let gre = Self(rawValue: 47)
  public static let esp = Self(rawValue: 50)
  public static let ah = Self(rawValue: 51)
  public static let icmpv6 = Self(rawValue: 58)
  public static let sctp = Self(rawValue: 132)
  public static let udplite = Self(rawValue: 136)

  /// Whether its header starts with a source and a destination port.
  @inlinable public var hasPorts: Bool {
    self == .tcp || self == .udp || self == .sctp || self == .dccp || self == .udplite
  }
}

extension TransportProtocol: CustomStringConvertible {
  private static let names: [(name: String, number: UInt8)] = [
    ("tcp", 6), ("udp", 17), ("icmp", 1), ("ipv6-icmp", 58), ("icmpv6", 58), ("sctp", 132),
    ("dccp", 33), ("udplite", 136), ("gre", 47), ("esp", 50), ("ah", 51), ("igmp", 2),
    ("ipencap", 4), ("ipip", 94), ("ipv6", 41), ("ospf", 89), ("vrrp", 112), ("pim", 103),
    ("l2tp", 115), ("ipv6-route", 43), ("ipv6-frag", 44), ("ipv6-nonxt", 59),
    ("ipv6-opts", 60), ("mobility-header", 135), ("ipv6-mh", 135), ("mh", 135), ("hopopt", 0),
    ("eigrp", 88), ("ipcomp", 108), ("hip", 139), ("egp", 8), ("igp", 9), ("rsvp", 46),
    ("etherip", 97), ("encap", 98), ("isis", 124), ("idpr-cmtp", 38), ("rspf", 73),
    ("st", 5), ("pup", 12), ("hmp", 20), ("xns-idp", 22), ("rdp", 27), ("iso-tp4", 29),
    ("xtp", 36), ("ddp", 37), ("idrp", 45), ("skip", 57), ("vmtp", 81), ("ax.25", 93),
    ("fc", 133), ("mpls-in-ip", 137), ("manet", 138), ("shim6", 140), ("wesp", 141),
    ("ethernet", 143),
    ("rohc", 142), ("ggp", 3),
  ]

  /// Reads a name of `/etc/protocols` in any letter case, or a decimal number up to 255.
  public init?(parsing text: some StringProtocol) {
    if let number = UInt8(text) {
      self.init(rawValue: number)
      return
    }
    let wanted = text.lowercased()
    guard let entry = Self.names.first(where: { $0.name == wanted }) else { return nil }
    self.init(rawValue: entry.number)
  }

  /// The name where `/etc/protocols` has one, else the number. ICMPv6 is `icmpv6`.
  public var description: String {
    if self == .icmpv6 { return "icmpv6" }
    return Self.names.first { $0.number == rawValue }?.name ?? String(rawValue)
  }
}
