import Addressing
import CNetfilter
import Firewall
import Glibc

/// One connection as its attributes come in.
struct ConntrackMessage {
  private var original = TupleParts()
  private var reply = TupleParts()
  private var status: UInt32 = 0
  private var timeout: UInt32?
  private var state: String?
  private var mark: UInt32?
  private var secmark: UInt32?
  private var context: String?
  private var zone: UInt16?
  private var start: UInt64?
  private var helper: String?
  private var use: UInt32?

  init(_ message: NetlinkMessage) throws(KernelError) {
    var attributes = message.attributes(after: nfgenmsg.self)
    while let attribute = try attributes.next() { try take(attribute) }
  }

  private mutating func take(_ attribute: NetlinkAttribute) throws(KernelError) {
    switch attribute.type {
    case CTA_TUPLE_ORIG: try original.read(attribute.nested)
    case CTA_TUPLE_REPLY: try reply.read(attribute.nested)
    case CTA_COUNTERS_ORIG: original.counters = try Counters(attribute.nested)
    case CTA_COUNTERS_REPLY: reply.counters = try Counters(attribute.nested)
    case CTA_STATUS: status = try attribute.bigEndian()
    case CTA_TIMEOUT: timeout = try attribute.bigEndian()
    case CTA_PROTOINFO: state = try ConntrackState.name(attribute.nested)
    case CTA_MARK: mark = try attribute.bigEndian()
    case CTA_SECMARK: secmark = try attribute.bigEndian()
    case CTA_SECCTX: context = try attribute.nested.first(CTA_SECCTX_NAME.number)?.string
    case CTA_ZONE: zone = try attribute.bigEndian()
    case CTA_TIMESTAMP:
      start = try attribute.nested.first(CTA_TIMESTAMP_START.number)?.bigEndian()
    case CTA_HELP: helper = try attribute.nested.first(CTA_HELP_NAME.number)?.string
    case CTA_USE: use = try attribute.bigEndian()
    case _: break
    }
  }

  /// The entry; nil for a message that names no addresses.
  var entry: ConntrackEntry? {
    guard let from = original.tuple, let back = reply.tuple else { return nil }
    return ConntrackEntry(
      isExtended: false, protocolName: Self.names[original.transport] ?? "unknown",
      transport: TransportProtocol(rawValue: original.transport), timeout: timeout, state: state,
      original: from, reply: back, flags: flags,
      isUnreplied: status & IPS_SEEN_REPLY.rawValue == 0, attributes: attributes)
  }

  /// One of the three, as the tool prints them.
  private var flags: [ConntrackFlag] {
    if status & IPS_HW_OFFLOAD.rawValue != 0 { return [.hardwareOffload] }
    if status & IPS_OFFLOAD.rawValue != 0 { return [.offload] }
    return status & IPS_ASSURED.rawValue != 0 ? [.assured] : []
  }

  /// In the order of `conntrack -L`.
  private var attributes: [ConntrackAttribute] {
    var list: [ConntrackAttribute] = []
    if let mark { list.append(.mark(mark)) }
    if let secmark { list.append(.secmark(secmark)) }
    if let context { list.append(.secctx(context)) }
    if let zone { list.append(.zone(zone)) }
    if let start { list.append(.deltaTime(UInt64(max(0, time(nil))) &- start / 1_000_000_000)) }
    if let helper { list.append(.helper(helper)) }
    if let use { list.append(.use(use)) }
    return list
  }

  /// The names that libnetfilter_conntrack gives to protocols; it calls all others `unknown`.
  private static let names: [UInt8: String] = [
    1: "icmp", 6: "tcp", 17: "udp", 33: "dccp", 47: "gre", 58: "icmpv6", 132: "sctp",
    136: "udplite",
  ]
}

extension Counters {
  init(_ given: NetlinkAttributes) throws(KernelError) {
    self.init(packets: 0, bytes: 0)
    var attributes = given
    while let attribute = try attributes.next() {
      switch attribute.type {
      case CTA_COUNTERS_PACKETS: packets = try attribute.bigEndian()
      case CTA_COUNTERS_BYTES: bytes = try attribute.bigEndian()
      case _: break
      }
    }
  }
}
