import Firewall

/// One field of a header: where it begins and how long it is, in bits.
struct HeaderField {
  let name: String
  let offset: Int
  let bits: Int
  /// The ICMP type that the field needs.
  var icmpType: UInt8?
}

/// A header whose fields are known (`src/proto.c` of nftables), in the order of the packet.
struct HeaderTemplate {
  let name: String
  /// In bits; 0 where nothing of the same layer may follow.
  let length: Int
  /// The field that says which header follows.
  let key: String?
  let fields: [HeaderField]

  private init(
    _ name: String, length: Int = 0, key: String? = nil,
    _ fields: [(String, Int, Int)], icmp: [String: UInt8] = [:]
  ) {
    self.name = name
    self.length = length
    self.key = key
    self.fields = fields.map {
      HeaderField(name: $0.0, offset: $0.1, bits: $0.2, icmpType: icmp[$0.0])
    }
  }

  /// The type of a field.
  func kind(_ field: HeaderField) -> ConstantKind {
    let expression = NFTables.Expression.payload(.field(protocol: name, field: field.name))
    return ConstantKind(expression.datatype.first ?? .integer, bits: field.bits)
  }

  static let ethernet = HeaderTemplate(
    "ether", length: 112, key: "type", [("daddr", 0, 48), ("saddr", 48, 48), ("type", 96, 16)])
  static let vlan = HeaderTemplate(
    "vlan", length: 32, key: "type",
    [("pcp", 0, 3), ("dei", 3, 1), ("id", 4, 12), ("type", 16, 16)])
  static let arp = HeaderTemplate(
    "arp",
    [
      ("htype", 0, 16), ("ptype", 16, 16), ("hlen", 32, 8), ("plen", 40, 8),
      ("operation", 48, 16), ("saddr ether", 64, 48), ("saddr ip", 112, 32),
      ("daddr ether", 144, 48), ("daddr ip", 192, 32),
    ])
  static let ip = HeaderTemplate(
    "ip", key: "protocol",
    [
      ("version", 0, 4), ("hdrlength", 4, 4), ("dscp", 8, 6), ("ecn", 14, 2), ("length", 16, 16),
      ("id", 32, 16), ("frag-off", 48, 16), ("ttl", 64, 8), ("protocol", 72, 8),
      ("checksum", 80, 16), ("saddr", 96, 32), ("daddr", 128, 32),
    ])
  static let ip6 = HeaderTemplate(
    "ip6", key: "nexthdr",
    [
      ("version", 0, 4), ("dscp", 4, 6), ("ecn", 10, 2), ("flowlabel", 12, 20),
      ("length", 32, 16), ("nexthdr", 48, 8), ("hoplimit", 56, 8), ("saddr", 64, 128),
      ("daddr", 192, 128),
    ])
  static let tcp = HeaderTemplate(
    "tcp",
    [
      ("sport", 0, 16), ("dport", 16, 16), ("sequence", 32, 32), ("ackseq", 64, 32),
      ("doff", 96, 4), ("reserved", 100, 4), ("flags", 104, 8), ("window", 112, 16),
      ("checksum", 128, 16), ("urgptr", 144, 16),
    ])
  static let udp = HeaderTemplate(
    "udp", [("sport", 0, 16), ("dport", 16, 16), ("length", 32, 16), ("checksum", 48, 16)])
  static let udplite = HeaderTemplate(
    "udplite", [("sport", 0, 16), ("dport", 16, 16), ("csumcov", 32, 16), ("checksum", 48, 16)])
  static let sctp = HeaderTemplate(
    "sctp", [("sport", 0, 16), ("dport", 16, 16), ("vtag", 32, 32), ("checksum", 64, 32)])
  static let dccp = HeaderTemplate(
    "dccp", [("sport", 0, 16), ("dport", 16, 16), ("type", 67, 4)])
  static let ah = HeaderTemplate(
    "ah", key: "nexthdr",
    [
      ("nexthdr", 0, 8), ("hdrlength", 8, 8), ("reserved", 16, 16), ("spi", 32, 32),
      ("sequence", 64, 32),
    ])
  static let esp = HeaderTemplate("esp", [("spi", 0, 32), ("sequence", 32, 32)])
  static let comp = HeaderTemplate(
    "comp", key: "nexthdr", [("nexthdr", 0, 8), ("flags", 8, 8), ("cpi", 16, 16)])
  static let icmp = HeaderTemplate(
    "icmp", key: "type",
    [
      ("type", 0, 8), ("code", 8, 8), ("checksum", 16, 16), ("id", 32, 16), ("sequence", 48, 16),
      ("gateway", 32, 32), ("mtu", 48, 16),
    ], icmp: ["id": 8, "sequence": 8, "gateway": 5, "mtu": 3])
  static let icmpv6 = HeaderTemplate(
    "icmpv6", key: "type",
    [
      ("type", 0, 8), ("code", 8, 8), ("checksum", 16, 16), ("parameter-problem", 32, 32),
      ("mtu", 32, 32), ("id", 32, 16), ("sequence", 48, 16), ("max-delay", 32, 16),
    ], icmp: ["parameter-problem": 4, "mtu": 2, "id": 128, "sequence": 128, "max-delay": 130])
  static let igmp = HeaderTemplate(
    "igmp", [("type", 0, 8), ("mrt", 8, 8), ("checksum", 16, 16), ("group", 32, 32)])
  /// Any transport with ports.
  static let transport = HeaderTemplate("th", [("sport", 0, 16), ("dport", 16, 16)])

  /// The header that a protocol number of IP announces.
  static func transport(_ number: UInt64) -> HeaderTemplate? {
    switch number {
    case 1: icmp
    case 2: igmp
    case 6: tcp
    case 17: udp
    case 33: dccp
    case 50: esp
    case 51: ah
    case 58: icmpv6
    case 108: comp
    case 132: sctp
    case 136: udplite
    case _: nil
    }
  }

  /// The header that an EtherType announces.
  static func network(etherType: UInt64) -> HeaderTemplate? {
    switch etherType {
    case 0x0800: ip
    case 0x86dd: ip6
    case 0x0806: arp
    case 0x8100, 0x88a8, 0x9100: vlan
    case _: nil
    }
  }
}
