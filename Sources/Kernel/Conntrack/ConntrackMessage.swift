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

/// One direction as its attributes come in.
private struct TupleParts {
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

/// The state of a connection, for protocols that have states.
private enum ConntrackState {
  /// `enum tcp_conntrack`.
  private static let tcp = [
    "NONE", "SYN_SENT", "SYN_RECV", "ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK",
    "TIME_WAIT", "CLOSE", "SYN_SENT2",
  ]
  /// `enum sctp_conntrack`.
  private static let sctp = [
    "NONE", "CLOSED", "COOKIE_WAIT", "COOKIE_ECHOED", "ESTABLISHED", "SHUTDOWN_SENT",
    "SHUTDOWN_RECD", "SHUTDOWN_ACK_SENT", "HEARTBEAT_SENT", "HEARTBEAT_ACKED",
  ]
  /// `enum ct_dccp_states`.
  private static let dccp = [
    "NONE", "REQUEST", "RESPOND", "PARTOPEN", "OPEN", "CLOSEREQ", "CLOSING", "TIMEWAIT",
    "IGNORE", "INVALID",
  ]

  static func name(_ given: NetlinkAttributes) throws(KernelError) -> String? {
    var protocols = given
    while let info = try protocols.next() {
      switch info.type {
      case CTA_PROTOINFO_TCP: return try name(info, CTA_PROTOINFO_TCP_STATE.number, tcp)
      case CTA_PROTOINFO_SCTP: return try name(info, CTA_PROTOINFO_SCTP_STATE.number, sctp)
      case CTA_PROTOINFO_DCCP: return try name(info, CTA_PROTOINFO_DCCP_STATE.number, dccp)
      case _: break
      }
    }
    return nil
  }

  private static func name(
    _ info: NetlinkAttribute, _ type: Int, _ names: [String]
  ) throws(KernelError) -> String? {
    guard let state = try info.nested.first(type)?.number(UInt8.self) else { return nil }
    return names.indices.contains(Int(state)) ? names[Int(state)] : "NONE"
  }
}
