import Addressing
import CNetfilter
import Routing

extension NetlinkRequest {
  /// `RTM_NEWROUTE` or `RTM_DELROUTE` for one route.
  init(
    _ change: RouteChange, _ devices: Devices, _ names: RoutingNames
  ) throws(KernelError) {
    let route = change.route
    var header = rtmsg()
    header.rtm_family = UInt8(route.family.number)
    header.rtm_dst_len = UInt8(route.destination.length)
    header.rtm_tos = route.tos
    header.rtm_table = UInt8(RT_TABLE_UNSPEC.rawValue)
    header.rtm_protocol = names.number(ofOrigin: route.origin) ?? UInt8(RTPROT_STATIC)
    header.rtm_type = UInt8(RTN_UNICAST)
    header.rtm_scope = route.scope.rawValue
    if route.scope == .global, route.nextHops.allSatisfy({ $0.gateway == nil }) {
      header.rtm_scope = route.family == .ipv4 ? UInt8(RT_SCOPE_LINK.rawValue) : 0
    }
    let isNew: Bool
    switch change {
    case .add: isNew = true
    case .delete: isNew = false
    }
    self.init(
      "a route", type: UInt16(isNew ? RTM_NEWROUTE : RTM_DELROUTE),
      flags: isNew ? NLM_F_CREATE | NLM_F_EXCL : 0, header: header)
    put(RTA_DST.number, route.destination.network.networkBytes)
    put(RTA_TABLE.number, names.number(of: route.table))
    if route.metric != 0 { put(RTA_PRIORITY.number, route.metric) }
    if let source = route.prefsrc { put(RTA_PREFSRC.number, source.networkBytes) }
    if let mtu = route.mtu {
      nest(Int(RTA_METRICS.rawValue)) { $0.put(Int(RTAX_MTU), UInt32(mtu)) }
    }
    try putWays(of: route, devices)
  }

  private mutating func putWays(of route: Route, _ devices: Devices) throws(KernelError) {
    guard route.nextHops.count > 1 else {
      if let hop = route.nextHops.first { try put(hop, devices) }
      return
    }
    var hops: [UInt8] = []
    for hop in route.nextHops {
      var one = NetlinkRequest("a next hop", type: 0, header: rtnexthop())
      let start = one.bytes.count - MemoryLayout<rtnexthop>.size
      if let gateway = hop.gateway { one.put(RTA_GATEWAY.number, gateway.networkBytes) }
      let attributes = one.bytes[(start + MemoryLayout<rtnexthop>.size)...]
      var header = rtnexthop()
      header.rtnh_len = UInt16(MemoryLayout<rtnexthop>.size + attributes.count)
      header.rtnh_hops = UInt8(clamping: hop.weight - 1)
      header.rtnh_ifindex =
        try hop.dev.map { name throws(KernelError) in
          try devices.index(of: name)
        } ?? 0
      unsafe withUnsafeBytes(of: header) { unsafe hops.append(contentsOf: $0) }
      hops += attributes
    }
    put(RTA_MULTIPATH.number, hops)
  }

  private mutating func put(_ hop: NextHop, _ devices: Devices) throws(KernelError) {
    if let gateway = hop.gateway { put(RTA_GATEWAY.number, gateway.networkBytes) }
    if let dev = hop.dev { put(RTA_OIF.number, UInt32(try devices.index(of: dev))) }
  }
}

extension RoutingNames {
  /// The number of a route's origin, by name or as written.
  func number(ofOrigin text: String) -> UInt8? {
    UInt8(text) ?? (UInt8.min...UInt8.max).first { origin($0) == text }
  }

  /// The number of a table.
  func number(of table: RoutingTable) -> UInt32 {
    switch table {
    case .number(let number): number
    case .named(let name):
      (0...1024).first { self.table($0) == .named(name) } ?? UInt32(RT_TABLE_MAIN.rawValue)
    }
  }
}
