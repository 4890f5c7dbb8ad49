public import Addressing
import CNetfilter
public import Firewall
import Glibc

/// Reads the connections that the namespace it was made in tracks (nfnetlink_conntrack).
///
/// A namespace without any rule that uses connection tracking has none.
public final class ConntrackReader {
  private let socket: NetlinkSocket

  /// Opens a socket.
  public init() throws(KernelError) {
    try KernelModule.check("nf_conntrack_netlink", for: "connection tracking")
    socket = try NetlinkSocket(NETLINK_NETFILTER)
  }

  /// The connections: what `conntrack -L` shows; of both families unless one is said.
  public func table(
    _ family: IPFamily? = nil, where filter: ConntrackFilter = ConntrackFilter()
  ) throws(KernelError) -> ConntrackTable {
    var request = NetlinkRequest(
      "the tracked connections", subsystem: NFNL_SUBSYS_CTNETLINK,
      command: IPCTNL_MSG_CT_GET.number, flags: NLM_F_DUMP,
      family: (filter.family ?? family)?.number ?? AF_UNSPEC)
    filter.put(to: &request)
    return ConntrackTable(
      try dumping(request) { entries, message throws(KernelError) in
        let entry = try ConntrackMessage(message).entry
        if let entry, family == nil || entry.original.source.family == family,
          filter.matches(entry)
        {
          entries.append(entry)
        }
      })
  }

  /// The connection that a packet belongs to, asked of the kernel; nil where it tracks none.
  public func entry(
    _ transport: TransportProtocol, from source: IPAddress, to destination: IPAddress,
    _ ports: ConntrackPorts, zone: UInt16 = 0
  ) throws(KernelError) -> ConntrackEntry? {
    var request = NetlinkRequest(
      "a tracked connection", subsystem: NFNL_SUBSYS_CTNETLINK, command: IPCTNL_MSG_CT_GET.number,
      flags: NLM_F_ACK, family: source.family.number)
    let tuple = ConntrackTuple(source: source, destination: destination, ports: ports)
    request.put(tuple, transport)
    if zone != 0 { request.put(CTA_ZONE.number, bigEndian: zone) }
    var found: ConntrackEntry?
    do {
      try socket.request(request) { message throws(KernelError) in
        found = try ConntrackMessage(message).entry
      }
    } catch .refused(_, ENOENT, _) {
      return nil
    } catch .refused(_, EINVAL, _) {
      throw .unsupported(subject: "connection tracking", module: "nf_conntrack_netlink")
    }
    return found
  }

  private func dumping(
    _ request: NetlinkRequest,
    _ take: (inout [ConntrackEntry], NetlinkMessage) throws(KernelError) -> Void
  ) throws(KernelError) -> [ConntrackEntry] {
    do {
      return try socket.dump(request, into: [], take)
    } catch .refused(_, EINVAL, _) {
      throw .unsupported(subject: "connection tracking", module: "nf_conntrack_netlink")
    }
  }
}

/// Which connections the kernel shall name; what is nil is not compared.
public struct ConntrackFilter: Sendable, Hashable {
  /// The source of the direction that began it.
  public var source: IPAddress?
  /// The destination of the direction that began it.
  public var destination: IPAddress?
  /// The protocol.
  public var transport: TransportProtocol?
  /// The source port, compared where ``transport`` is said.
  public var sourcePort: UInt16?
  /// The destination port, compared where ``transport`` is said.
  public var destinationPort: UInt16?
  /// The connection mark, compared under ``markMask``.
  public var mark: UInt32?
  /// The bits of ``mark`` that are compared.
  public var markMask: UInt32 = .max

  /// Every connection.
  public init() {}

  var family: IPFamily? { source?.family ?? destination?.family }

  func put(to request: inout NetlinkRequest) {
    if let mark {
      request.put(CTA_MARK.number, bigEndian: mark)
      request.put(CTA_MARK_MASK.number, bigEndian: markMask)
    }
    let flags = self.flags
    // Of IPv6 addresses, kernels since 5.8 name the connections that do not match.
    guard flags != 0, family != .ipv6 else { return }
    request.nest(CTA_TUPLE_ORIG.number) { tuple in
      tuple.nest(CTA_TUPLE_IP.number) { $0.put(source: source, destination: destination) }
      guard let transport else { return }
      tuple.nest(CTA_TUPLE_PROTO.number) { part in
        part.put(CTA_PROTO_NUM.number, transport.rawValue)
        if let sourcePort { part.put(CTA_PROTO_SRC_PORT.number, bigEndian: sourcePort) }
        if let destinationPort { part.put(CTA_PROTO_DST_PORT.number, bigEndian: destinationPort) }
      }
    }
    request.nest(CTA_FILTER.number) { filter in
      filter.put(CTA_FILTER_ORIG_FLAGS.number, flags)
      filter.put(CTA_FILTER_REPLY_FLAGS.number, UInt32(0))
    }
  }

  /// The same comparison here: kernels before 5.8 do not filter.
  func matches(_ entry: ConntrackEntry) -> Bool {
    if let source, entry.original.source != source { return false }
    if let destination, entry.original.destination != destination { return false }
    if let mark, (entry.mark ^ mark) & markMask != 0 { return false }
    guard let transport else { return true }
    guard entry.transport == transport else { return false }
    guard case .ports(let from, let to) = entry.original.ports else { return true }
    return (sourcePort ?? from) == from && (destinationPort ?? to) == to
  }

  private var flags: UInt32 {
    var flags: UInt32 = 0
    if source != nil { flags |= CNF_FILTER_SOURCE.rawValue }
    if destination != nil { flags |= CNF_FILTER_DESTINATION.rawValue }
    guard transport != nil else { return flags }
    flags |= CNF_FILTER_PROTOCOL.rawValue
    if sourcePort != nil { flags |= CNF_FILTER_SOURCE_PORT.rawValue }
    if destinationPort != nil { flags |= CNF_FILTER_DESTINATION_PORT.rawValue }
    return flags
  }
}

extension NetlinkRequest {
  /// The addresses of a tuple.
  mutating func put(source: IPAddress?, destination: IPAddress?) {
    if let source {
      let type = source.family == .ipv4 ? CTA_IP_V4_SRC : CTA_IP_V6_SRC
      put(type.number, source.networkBytes)
    }
    if let destination {
      let type = destination.family == .ipv4 ? CTA_IP_V4_DST : CTA_IP_V6_DST
      put(type.number, destination.networkBytes)
    }
  }

  /// A whole tuple of the direction that began a connection.
  mutating func put(_ tuple: ConntrackTuple, _ transport: TransportProtocol) {
    nest(CTA_TUPLE_ORIG.number) { request in
      request.nest(CTA_TUPLE_IP.number) {
        $0.put(source: tuple.source, destination: tuple.destination)
      }
      request.nest(CTA_TUPLE_PROTO.number) { part in
        part.put(CTA_PROTO_NUM.number, transport.rawValue)
        part.put(tuple.ports, transport)
      }
    }
  }

  private mutating func put(_ ports: ConntrackPorts, _ transport: TransportProtocol) {
    switch ports {
    case .ports(let source, let destination):
      put(CTA_PROTO_SRC_PORT.number, bigEndian: source)
      put(CTA_PROTO_DST_PORT.number, bigEndian: destination)
    case .icmp(let type, let code, let id):
      let isSixth = transport == .icmpv6
      put((isSixth ? CTA_PROTO_ICMPV6_TYPE : CTA_PROTO_ICMP_TYPE).number, type)
      put((isSixth ? CTA_PROTO_ICMPV6_CODE : CTA_PROTO_ICMP_CODE).number, code)
      put((isSixth ? CTA_PROTO_ICMPV6_ID : CTA_PROTO_ICMP_ID).number, bigEndian: id)
    case .keys(let source, let destination):
      put(CTA_PROTO_SRC_PORT.number, bigEndian: UInt16(truncatingIfNeeded: source))
      put(CTA_PROTO_DST_PORT.number, bigEndian: UInt16(truncatingIfNeeded: destination))
    case .none: break
    }
  }
}
