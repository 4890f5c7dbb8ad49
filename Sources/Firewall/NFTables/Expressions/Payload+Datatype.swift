extension NFTables.Payload {
  /// The type of a header field (`src/proto.c`); what is not listed is a plain number.
  static func datatype(of field: String, in name: String) -> NFTables.Datatype {
    switch (name, field) {
    case ("ip", "saddr"), ("ip", "daddr"), ("arp", "saddr ip"), ("arp", "daddr ip"),
      ("igmp", "group"):
      .ipv4Address
    case ("ip6", "saddr"), ("ip6", "daddr"), ("icmpv6", "taddr"), ("icmpv6", "daddr"):
      .ipv6Address
    case ("ether", "saddr"), ("ether", "daddr"), ("arp", "saddr ether"), ("arp", "daddr ether"):
      .etherAddress
    case ("ip", "protocol"), ("ip6", "nexthdr"), ("ah", "nexthdr"), ("comp", "nexthdr"):
      .inetProtocol
    case ("ip", "dscp"), ("ip6", "dscp"): .dscp
    case ("ip", "ecn"), ("ip6", "ecn"): .ecn
    case (_, "sport"), (_, "dport"): .inetService
    case ("tcp", "flags"): .tcpFlags
    case ("icmp", "type"): .icmpType
    case ("icmp", "code"): .icmpCode
    case ("icmpv6", "type"): .icmpv6Type
    case ("icmpv6", "code"): .icmpv6Code
    case ("igmp", "type"): .igmpType
    case ("dccp", "type"): .dccpPacketType
    case ("arp", "operation"): .arpOperation
    case ("ether", "type"), ("vlan", "type"), ("arp", "ptype"): .etherType
    case ("comp", "flags"): .compressionFlags
    case _: .integer
    }
  }
}
