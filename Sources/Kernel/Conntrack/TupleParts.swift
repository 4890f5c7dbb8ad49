import Addressing
import CNetfilter
import Firewall

/// One direction as its attributes come in.
struct TupleParts {
  var transport: UInt8 = 0
  var counters: Counters?
  private var source: IPAddress?
  private var destination: IPAddress?
  private var first: UInt16 = 0
  private var second: UInt16 = 0
  private var type: UInt8 = 0
  private var code: UInt8 = 0
  private var zone: UInt16?

  mutating func read(_ given: NetlinkAttributes) throws(KernelError) {
    var parts = given
    while let part = try parts.next() {
      switch part.type {
      case CTA_TUPLE_IP: try readAddresses(part.nested)
      case CTA_TUPLE_PROTO: try readProtocol(part.nested)
      case CTA_TUPLE_ZONE: zone = try part.bigEndian()
      case _: break
      }
    }
  }

  private mutating func readAddresses(_ given: NetlinkAttributes) throws(KernelError) {
    var attributes = given
    while let attribute = try attributes.next() {
      switch attribute.type {
      case CTA_IP_V4_SRC, CTA_IP_V6_SRC: source = try attribute.address()
      case CTA_IP_V4_DST, CTA_IP_V6_DST: destination = try attribute.address()
      case _: break
      }
    }
  }

  private mutating func readProtocol(_ given: NetlinkAttributes) throws(KernelError) {
    var attributes = given
    while let attribute = try attributes.next() {
      switch attribute.type {
      case CTA_PROTO_NUM: transport = try attribute.number()
      case CTA_PROTO_SRC_PORT, CTA_PROTO_ICMP_ID, CTA_PROTO_ICMPV6_ID:
        first = try attribute.bigEndian()
      case CTA_PROTO_DST_PORT: second = try attribute.bigEndian()
      case CTA_PROTO_ICMP_TYPE, CTA_PROTO_ICMPV6_TYPE: type = try attribute.number()
      case CTA_PROTO_ICMP_CODE, CTA_PROTO_ICMPV6_CODE: code = try attribute.number()
      case _: break
      }
    }
  }

  private var ports: ConntrackPorts {
    let transport = TransportProtocol(rawValue: self.transport)
    if transport.hasPorts { return .ports(source: first, destination: second) }
    if transport == .icmp || transport == .icmpv6 {
      return .icmp(type: type, code: code, id: first)
    }
    if transport == .gre { return .keys(source: UInt32(first), destination: UInt32(second)) }
    return .none
  }

  var tuple: ConntrackTuple? {
    guard let source, let destination else { return nil }
    return ConntrackTuple(
      source: source, destination: destination, ports: ports, counters: counters, zone: zone)
  }
}
