import CNetfilter
import Firewall

/// What a constant means: its type, how many bits it has, and in which order they lie.
struct ConstantKind {
  var type: NFTables.Datatype
  var bits: Int
  /// Whether the first byte is the lowest, as in the machine; else it is the highest.
  var isHostOrder: Bool

  init(_ type: NFTables.Datatype, bits: Int, isHostOrder: Bool? = nil) {
    self.type = type
    self.bits = bits
    self.isHostOrder = isHostOrder ?? Self.isHostOrder(type)
  }

  /// The order that goes with a type (`src/datatype.c`, `src/meta.c`, `src/ct.c` of nftables).
  private static func isHostOrder(_ type: NFTables.Datatype) -> Bool {
    switch type {
    case .mark, .interfaceIndex, .interfaceType, .deviceGroup, .userID, .groupID, .realm,
      .classID, .conntrackState, .conntrackStatus, .conntrackEvent, .conntrackLabel, .packetType,
      .fibAddressType, .time, .day, .hour, .duration, .interfaceName, .interfaceKind, .string,
      .cgroup, .conntrackDirection, .netfilterProtocol, .boolean, .verdict:
      true
    case .integer, .hexadecimal, .ipv4Address, .ipv6Address, .etherAddress, .inetProtocol,
      .inetService, .etherType, .dscp, .ecn, .tcpFlags, .icmpType, .icmpCode, .icmpv6Type,
      .icmpv6Code, .icmpxCode, .igmpType, .mobilityHeaderType, .dccpPacketType, .arpOperation,
      .compressionFlags, .other:
      false
    }
  }

  /// Whether the first bits of a value may be compared alone, as a prefix.
  var hasPrefixes: Bool { type == .ipv4Address || type == .ipv6Address }

  /// Whether it is text, ended by a NUL.
  var isText: Bool {
    switch type {
    case .interfaceName, .interfaceKind, .string: true
    case .mark, .interfaceIndex, .interfaceType, .deviceGroup, .userID, .groupID, .realm,
      .classID, .conntrackState, .conntrackStatus, .conntrackEvent, .conntrackLabel, .packetType,
      .fibAddressType, .time, .day, .hour, .duration, .cgroup, .conntrackDirection,
      .netfilterProtocol, .boolean, .verdict, .integer, .hexadecimal, .ipv4Address, .ipv6Address,
      .etherAddress, .inetProtocol, .inetService, .etherType, .dscp, .ecn, .tcpFlags, .icmpType,
      .icmpCode, .icmpv6Type, .icmpv6Code, .icmpxCode, .igmpType, .mobilityHeaderType,
      .dccpPacketType, .arpOperation, .compressionFlags, .other:
      false
    }
  }
}

extension ConstantKind {
  /// The type that a set says its keys or data have: a number of nft's own
  /// (`enum datatypes` of include/datatype.h, which the kernel only keeps).
  static func types(number: UInt32, length: Int) -> [ConstantKind] {
    var kinds: [ConstantKind] = []
    var rest = number
    while rest > 0 {
      kinds.insert(kind(of: rest & 0x3f), at: 0)
      rest >>= 6
    }
    if kinds.count == 1, kinds[0].bits == 0 { kinds[0].bits = length * 8 }
    return kinds
  }

  private static func kind(of number: UInt32) -> ConstantKind {
    guard number < numbered.count else { return ConstantKind(.integer, bits: 0) }
    let entry = numbered[Int(number)]
    return ConstantKind(entry.0, bits: entry.1)
  }

  /// By number; 0 bits where the length of the set's keys says it.
  private static let numbered: [(NFTables.Datatype, Int)] = [
    (.integer, 0), (.verdict, 32), (.netfilterProtocol, 8), (.integer, 0), (.integer, 0),
    (.string, 0), (.other("ll_addr"), 0), (.ipv4Address, 32), (.ipv6Address, 128),
    (.etherAddress, 48), (.etherType, 16), (.arpOperation, 16), (.inetProtocol, 8),
    (.inetService, 16), (.icmpType, 8), (.tcpFlags, 8), (.dccpPacketType, 4),
    (.mobilityHeaderType, 8), (.duration, 64), (.mark, 32), (.interfaceIndex, 32),
    (.interfaceType, 16), (.realm, 32), (.classID, 32), (.userID, 32), (.groupID, 32),
    (.conntrackState, 32), (.conntrackDirection, 8), (.conntrackStatus, 32), (.icmpv6Type, 8),
    (.conntrackLabel, 128), (.packetType, 8), (.icmpCode, 8), (.icmpv6Code, 8), (.icmpxCode, 8),
    (.deviceGroup, 32), (.dscp, 6), (.ecn, 2), (.fibAddressType, 32), (.boolean, 8),
    (.conntrackEvent, 32), (.interfaceName, 128), (.igmpType, 8), (.time, 64), (.hour, 32),
    (.day, 8), (.cgroup, 64),
  ]
}
