import CNetfilter
import Documents
import Routing

extension NextHop {
  /// The hops of `RTA_MULTIPATH`: `struct rtnexthop`, each followed by attributes.
  static func list(
    _ bytes: KernelBytes, _ reader: RoutingReader
  ) throws(KernelError) -> [NextHop] {
    var hops: [NextHop] = []
    var offset = 0
    while offset < bytes.count {
      guard let header: rtnexthop = bytes.load(at: offset),
        Int(header.rtnh_len) >= MemoryLayout<rtnexthop>.size,
        Int(header.rtnh_len) <= bytes.count - offset
      else {
        throw .malformed(subject: "a multipath route", reason: "a next hop is cut off")
      }
      let end = offset + Int(header.rtnh_len)
      let attributes = bytes.slice(offset + MemoryLayout<rtnexthop>.size, end)
      hops.append(try NextHop(header, NetlinkAttributes(attributes), reader))
      offset = (end + 3) & ~3
    }
    return hops
  }

  private init(
    _ header: rtnexthop, _ given: NetlinkAttributes, _ reader: RoutingReader
  ) throws(KernelError) {
    var attributes = given
    self.init(
      dev: reader.devices.name(header.rtnh_ifindex), weight: Int(header.rtnh_hops) + 1,
      flags: RouteFlags.words(UInt32(header.rtnh_flags)))
    var members = NodeMembers()
    while let attribute = try attributes.next() {
      switch attribute.type {
      case RTA_GATEWAY, RTA_VIA: gateway = try attribute.gateway()
      case RTA_FLOW: members.putRealms(try attribute.number())
      case RTA_ENCAP_TYPE: members.put("encap", Encapsulation.name(try attribute.number()))
      case _: break
      }
    }
    other = members.list
  }
}
