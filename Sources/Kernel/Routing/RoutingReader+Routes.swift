public import Addressing
import CNetfilter
import Documents
public import Routing

extension RoutingReader {
  /// The routes of all tables: what `ip -j -d [-6] route show table all` shows.
  public func routes(_ family: IPFamily) throws(KernelError) -> [Route] {
    var header = rtmsg()
    header.rtm_family = UInt8(family.number)
    return try describingObjects(
      try dump("the \(family) routes", RTM_GETROUTE, header) {
        message throws(KernelError) in try route(message)
      })
  }

  /// The route in a message; nil for another family's and for entries of the route cache.
  func route(_ message: NetlinkMessage) throws(KernelError) -> Route? {
    let header: rtmsg = try message.header()
    guard let family = IPFamily(number: header.rtm_family),
      header.rtm_flags & UInt32(RTM_F_CLONED) == 0
    else { return nil }
    return try route(message, header, family)
  }

  /// The route in a message, whatever it is.
  func route(
    _ message: NetlinkMessage, _ header: rtmsg, _ family: IPFamily
  ) throws(KernelError) -> Route {
    var parts = RouteParts(header, family)
    var attributes = message.attributes(after: rtmsg.self)
    while let attribute = try attributes.next() { try parts.take(attribute, self) }
    return parts.route(self)
  }
}

/// A route as its attributes come in.
struct RouteParts: ~Copyable {
  private let header: rtmsg
  private var route: Route
  private var gateway: IPAddress?
  private var dev: String?
  private var hops: [NextHop] = []
  private var table: UInt32
  /// What `ip` prints after the flags, in its order.
  private var realms = NodeMembers()
  private var cache = NodeMembers()
  private var encapsulation = NodeMembers()

  init(_ header: rtmsg, _ family: IPFamily) {
    self.header = header
    table = UInt32(header.rtm_table)
    route = Route(RouteType(number: header.rtm_type), to: IPPrefix(everyAddressOf: family))
    if header.rtm_dst_len != 0 {
      route.destination =
        IPPrefix(.zero(family), length: Int(header.rtm_dst_len)) ?? route.destination
    }
    if header.rtm_src_len != 0 {
      route.source = IPPrefix(.zero(family), length: Int(header.rtm_src_len))
    }
    route.tos = header.rtm_tos
    route.scope = AddressScope(rawValue: header.rtm_scope)
    let flags = RouteFlags.words(header.rtm_flags)
    if !flags.isEmpty { route.flags = flags }
  }

  mutating func take(
    _ attribute: NetlinkAttribute, _ reader: RoutingReader
  ) throws(KernelError) {
    switch attribute.type {
    case RTA_DST: route.destination = try attribute.prefix(length: header.rtm_dst_len)
    case RTA_SRC: route.source = try attribute.prefix(length: header.rtm_src_len)
    case RTA_TABLE: table = try attribute.number()
    case RTA_OIF: dev = reader.devices.name(try attribute.number())
    case RTA_GATEWAY, RTA_VIA: gateway = try attribute.gateway()
    case RTA_PREFSRC: route.prefsrc = try attribute.address()
    case RTA_PRIORITY: route.metric = try attribute.number()
    case RTA_MULTIPATH: hops = try NextHop.list(attribute.payload, reader)
    case RTA_NH_ID: route.nexthopID = try attribute.number()
    case RTA_PREF: route.preference = RouterPreference(number: try attribute.number())
    case RTA_METRICS: route.metrics = try RouteMetrics.members(attribute)
    case RTA_FLOW: realms.putRealms(try attribute.number())
    case RTA_CACHEINFO: try takeCache(attribute)
    case RTA_ENCAP_TYPE:
      encapsulation.put("encap", Encapsulation.name(try attribute.number()))
    case _: break
    }
  }

  private mutating func takeCache(_ attribute: NetlinkAttribute) throws(KernelError) {
    let info = try attribute.load(rta_cacheinfo.self)
    // In hundredths of a second (USER_HZ).
    if info.rta_expires != 0 { cache.put("expires", number: info.rta_expires / 100) }
    if info.rta_error != 0 { cache.put("error", number: Int32(bitPattern: info.rta_error)) }
  }

  consuming func route(_ reader: RoutingReader) -> Route {
    route.table = reader.names.table(table)
    route.origin = reader.names.origin(header.rtm_protocol)
    if !hops.isEmpty {
      route.nextHops = hops
    } else if gateway != nil || dev != nil {
      route.nextHops = [NextHop(via: gateway, dev: dev)]
    }
    if !encapsulation.list.isEmpty || !realms.list.isEmpty || !cache.list.isEmpty {
      route.other = encapsulation.list + realms.list + cache.list
    }
    return route
  }
}

extension NodeMembers {
  /// `realms` as `ip` prints them: where to, and where from unless that is 0.
  mutating func putRealms(_ realms: UInt32) {
    if realms >> 16 != 0 { put("flow_from", String(realms >> 16)) }
    put("flow_to", String(realms & 0xffff))
  }
}

extension NetlinkAttribute {
  /// `RTA_GATEWAY`, or `RTA_VIA`: a family before an address that may be of another one.
  func gateway() throws(KernelError) -> IPAddress {
    guard type == RTA_VIA.number else { return try address() }
    guard let address = IPAddress(payload.slice(2)) else {
      throw .malformed(subject: "a route's 'via'", reason: "it holds no IP address")
    }
    return address
  }
}
