extension NFTables {
  /// The type of a constant: it says how numbers are printed and what symbols mean.
  public enum Datatype: Sendable, Hashable {
    case integer
    /// A number of a raw payload expression, printed in hexadecimal.
    case hexadecimal
    case boolean
    case mark
    case ipv4Address
    case ipv6Address
    case etherAddress
    case inetProtocol
    case inetService
    case interfaceName
    case interfaceIndex
    case interfaceType
    case interfaceKind
    case deviceGroup
    case etherType
    case netfilterProtocol
    case dscp
    case ecn
    case tcpFlags
    case icmpType
    case icmpCode
    case icmpv6Type
    case icmpv6Code
    case icmpxCode
    case igmpType
    case mobilityHeaderType
    case dccpPacketType
    case arpOperation
    case compressionFlags
    case conntrackState
    case conntrackDirection
    case conntrackStatus
    case conntrackEvent
    case conntrackLabel
    case packetType
    case fibAddressType
    case userID
    case groupID
    case realm
    /// `tc` handles: `1:2`.
    case classID
    case cgroup
    /// Nanoseconds of an absolute time.
    case time
    case day
    case hour
    /// Milliseconds of a span, printed as `4d5h`.
    case duration
    case string
    case verdict
    /// A name that this list does not have.
    case other(String)
  }
}

extension NFTables.Datatype {
  /// The names that set declarations use (`src/datatype.c`, `src/meta.c`, `src/ct.c`).
  private static let names: [(name: String, type: NFTables.Datatype)] = [
    ("integer", .integer), ("boolean", .boolean), ("mark", .mark), ("ipv4_addr", .ipv4Address),
    ("ipv6_addr", .ipv6Address), ("ether_addr", .etherAddress), ("inet_proto", .inetProtocol),
    ("inet_service", .inetService), ("ifname", .interfaceName), ("iface_index", .interfaceIndex),
    ("iface_type", .interfaceType), ("ifkind", .interfaceKind), ("devgroup", .deviceGroup),
    ("ether_type", .etherType), ("nf_proto", .netfilterProtocol), ("nfproto", .netfilterProtocol),
    ("dscp", .dscp), ("ecn", .ecn), ("tcp_flag", .tcpFlags), ("icmp_type", .icmpType),
    ("icmp_code", .icmpCode), ("icmpv6_type", .icmpv6Type), ("icmpv6_code", .icmpv6Code),
    ("icmpx_code", .icmpxCode), ("igmp_type", .igmpType), ("mh_type", .mobilityHeaderType),
    ("dccp_pkttype", .dccpPacketType), ("arp_op", .arpOperation), ("ct_state", .conntrackState),
    ("ct_dir", .conntrackDirection), ("ct_status", .conntrackStatus),
    ("ct_event", .conntrackEvent), ("ct_label", .conntrackLabel), ("pkt_type", .packetType),
    ("fib_addrtype", .fibAddressType), ("uid", .userID), ("gid", .groupID), ("realm", .realm),
    ("classid", .classID), ("cgroupv2", .cgroup), ("time", .duration), ("day", .day),
    ("hour", .hour), ("string", .string), ("verdict", .verdict),
  ]

  /// The type called `name`.
  public init(name: String) {
    self = Self.names.first { $0.name == name }?.type ?? .other(name)
  }

  /// The name of a set declaration.
  public var name: String {
    if case .other(let name) = self { return name }
    return Self.names.first { $0.type == self }?.name ?? "integer"
  }

  /// Whether values are sets of bits.
  public var isBitmask: Bool {
    switch self {
    case .tcpFlags, .conntrackState, .conntrackStatus, .conntrackEvent, .conntrackLabel:
      true
    case .integer, .compressionFlags, .hexadecimal, .boolean, .mark, .ipv4Address, .ipv6Address,
      .etherAddress, .inetProtocol, .inetService, .interfaceName, .interfaceIndex, .interfaceType,
      .interfaceKind, .deviceGroup, .etherType, .netfilterProtocol, .dscp, .ecn, .icmpType,
      .icmpCode, .icmpv6Type, .icmpv6Code, .icmpxCode, .igmpType, .mobilityHeaderType,
      .dccpPacketType, .arpOperation, .conntrackDirection, .packetType, .fibAddressType, .userID,
      .groupID, .realm, .classID, .cgroup, .time, .day, .hour, .duration, .string, .verdict,
      .other:
      false
    }
  }
}
