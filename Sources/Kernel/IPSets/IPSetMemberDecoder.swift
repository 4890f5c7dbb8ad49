import Addressing
import CNetfilter
import Firewall

/// Reads the attributes of one member after the other.
struct IPSetMemberDecoder {
  mutating func read(_ given: NetlinkAttributes) throws(KernelError) -> IPSetMember {
    var member = IPSetMember()
    var attributes = given
    while let attribute = try attributes.next() {
      switch attribute.type {
      case Int(IPSET_ATTR_IP): member.first = try Self.address(attribute)
      case Int(IPSET_ATTR_CIDR): member.firstLength = try attribute.number()
      case Int(IPSET_ATTR_PORT): member.port = try attribute.bigEndian()
      case Int(IPSET_ATTR_TIMEOUT): member.timeout = try attribute.bigEndian()
      case Int(IPSET_ATTR_PROTO):
        member.transport = TransportProtocol(rawValue: try attribute.number())
      case Int(IPSET_ATTR_CADT_FLAGS): member.read(flags: try attribute.bigEndian())
      case Int(IPSET_ATTR_MARK): member.mark = try attribute.bigEndian()
      case _: try Self.readRare(attribute, into: &member)
      }
    }
    return member
  }

  private static func readRare(
    _ attribute: NetlinkAttribute, into member: inout IPSetMember
  ) throws(KernelError) {
    switch attribute.type {
    case Int(IPSET_ATTR_ETHER):
      member.mac = MACAddress(bits: attribute.payload.array.reduce(0) { $0 << 8 | UInt64($1) })
    case Int(IPSET_ATTR_NAME), Int(IPSET_ATTR_IFACE): member.name = attribute.string
    case Int(IPSET_ATTR_IP2): member.second = try address(attribute)
    case Int(IPSET_ATTR_CIDR2): member.secondLength = try attribute.number()
    case Int(IPSET_ATTR_BYTES): member.change(bytes: try attribute.bigEndian())
    case Int(IPSET_ATTR_PACKETS): member.change(packets: try attribute.bigEndian())
    case Int(IPSET_ATTR_COMMENT): member.comment = attribute.textBytes
    case Int(IPSET_ATTR_SKBMARK):
      let both: UInt64 = try attribute.bigEndian()
      member.metadata = member.metadata ?? IPSetMetadata()
      member.metadata?.mark = UInt32(truncatingIfNeeded: both >> 32)
      member.metadata?.markMask = UInt32(truncatingIfNeeded: both)
    case Int(IPSET_ATTR_SKBPRIO):
      member.metadata = member.metadata ?? IPSetMetadata()
      member.metadata?.priority = try attribute.bigEndian()
    case Int(IPSET_ATTR_SKBQUEUE):
      member.metadata = member.metadata ?? IPSetMetadata()
      member.metadata?.queue = try attribute.bigEndian()
    case _: break
    }
  }

  /// An address stands in an attribute of its own family.
  private static func address(_ attribute: NetlinkAttribute) throws(KernelError) -> IPAddress {
    var nested = attribute.nested
    guard let inner = try nested.next() else {
      throw .malformed(subject: "a member of a set", reason: "it has no address")
    }
    return try inner.address()
  }
}

extension IPSetMember {
  fileprivate mutating func read(flags: UInt32) {
    isPhysical = flags & UInt32(IPSET_FLAG_PHYSDEV.rawValue) != 0
    isNoMatch = flags & UInt32(IPSET_FLAG_NOMATCH.rawValue) != 0
    isWildcard = flags & UInt32(IPSET_FLAG_IFACE_WILDCARD.rawValue) != 0
  }

  fileprivate mutating func change(packets: UInt64) {
    counters = Counters(packets: packets, bytes: counters?.bytes ?? 0)
  }

  fileprivate mutating func change(bytes: UInt64) {
    counters = Counters(packets: counters?.packets ?? 0, bytes: bytes)
  }
}

extension NetlinkAttribute {
  /// The bytes up to the NUL.
  var textBytes: [UInt8] { Array(payload.array.prefix { $0 != 0 }) }
}
