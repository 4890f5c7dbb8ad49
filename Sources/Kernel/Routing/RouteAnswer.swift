import Addressing
import CNetfilter
import Glibc
public import Routing

/// What the kernel itself says about the way of one packet (`RTM_GETROUTE`).
public enum RouteAnswer: Sendable, Hashable {
  /// The route that matched with all its next hops, and the way that this packet takes.
  case route(Route, taking: Route)
  /// EHOSTUNREACH: an `unreachable` route.
  case unreachable
  /// EACCES: a `prohibit` route or rule.
  case prohibited
  /// ENETUNREACH: nothing matches, or an `unreachable` rule.
  case noRoute
  /// EINVAL: a `blackhole` route, or a source address that is not of this host.
  case invalid
  /// Another errno: EXDEV where the source check of a packet that came in fails.
  case failed(errno: Int32, said: String?)
}

extension RoutingReader {
  /// Asks the kernel where a packet goes. Which rule or route refused it, it does not tell.
  public func answer(_ query: RouteQuery) throws(KernelError) -> RouteAnswer {
    do {
      guard let matched = try ask(query, RTM_F_FIB_MATCH), let way = try ask(query, 0) else {
        return .noRoute
      }
      return .route(matched, taking: way)
    } catch .refused(_, let code, let said) {
      switch code {
      case EHOSTUNREACH: return .unreachable
      case EACCES: return .prohibited
      case ENETUNREACH: return .noRoute
      case EINVAL where said == nil: return .invalid
      case _: return .failed(errno: code, said: said)
      }
    }
  }

  private func ask(_ query: RouteQuery, _ flags: Int32) throws(KernelError) -> Route? {
    let family = query.destination.family
    var header = rtmsg()
    header.rtm_family = UInt8(family.number)
    header.rtm_dst_len = UInt8(family.bitWidth)
    header.rtm_tos = query.tos
    // IPv6 refuses RTM_F_LOOKUP_TABLE and names the table of a match by itself.
    header.rtm_flags = UInt32(flags | (family == .ipv4 ? RTM_F_LOOKUP_TABLE : 0))
    if query.source != nil { header.rtm_src_len = UInt8(family.bitWidth) }
    var request = NetlinkRequest(
      "the way to \(query.destination)", type: UInt16(RTM_GETROUTE), header: header)
    request.put(RTA_DST.number, query.destination.networkBytes)
    if let source = query.source { request.put(RTA_SRC.number, source.networkBytes) }
    try put(query, into: &request)
    var answer: Route?
    try socket.request(request) { message throws(KernelError) in answer = try answered(message) }
    return answer
  }

  private func put(_ query: RouteQuery, into request: inout NetlinkRequest) throws(KernelError) {
    if let name = query.inInterface {
      request.put(RTA_IIF.number, UInt32(try devices.index(of: name)))
    }
    if let name = query.outInterface {
      request.put(RTA_OIF.number, UInt32(try devices.index(of: name)))
    }
    if query.mark != 0 { request.put(RTA_MARK.number, query.mark) }
    request.put(RTA_UID.number, query.uid)
    guard let transport = query.transport else { return }
    request.put(RTA_IP_PROTO.number, transport.rawValue)
    if query.sourcePort != 0 { request.put(RTA_SPORT.number, bigEndian: query.sourcePort) }
    if query.destinationPort != 0 {
      request.put(RTA_DPORT.number, bigEndian: query.destinationPort)
    }
  }

  /// A route in an answer, which may be an entry of the cache.
  private func answered(_ message: NetlinkMessage) throws(KernelError) -> Route? {
    let header: rtmsg = try message.header()
    guard let family = IPFamily(number: header.rtm_family) else { return nil }
    return try route(message, header, family)
  }
}

extension Devices {
  /// The number of the interface called `name`.
  func index(of name: String) throws(KernelError) -> Int32 {
    guard let index = index(named: name) else {
      throw .system(call: "if_nametoindex", subject: name, errno: ENODEV)
    }
    return index
  }
}
