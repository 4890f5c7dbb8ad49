public import Addressing
import CNetfilter
import Documents
import Routing

/// A nexthop object (`ip nexthop`), which several routes may share.
public struct NexthopObject: Sendable, Hashable {
  /// Its number.
  public var id: UInt32
  /// What it does with a packet.
  public var kind: Kind
  /// The word of who made it: `static`, `zebra`, `unspec`.
  public var origin: String
  /// `dead`, `linkdown`, `onlink`, ….
  public var flags: [String]
  var scope: UInt8
  var isForwardingEntry = false

  /// What a nexthop object does.
  public enum Kind: Sendable, Hashable {
    /// Sends packets through `gateway`, or to the link, out of `dev`.
    case hop(gateway: IPAddress?, dev: String?)
    /// Shares them between other objects, by their weights from 1.
    case group([Member])
    /// Drops them.
    case blackhole
  }

  /// A part of a group.
  public struct Member: Sendable, Hashable {
    /// The object.
    public var id: UInt32
    /// Its share, from 1.
    public var weight: Int
  }
}

extension RoutingReader {
  /// The nexthop objects: what `ip -d nexthop` shows.
  public func nexthopObjects() throws(KernelError) -> [NexthopObject] {
    try dump("the nexthop objects", RTM_GETNEXTHOP, nhmsg()) { message throws(KernelError) in
      try nexthopObject(message)
    }
  }

  /// The object in a message; nil for one without a number.
  func nexthopObject(_ message: NetlinkMessage) throws(KernelError) -> NexthopObject? {
    let header: nhmsg = try message.header()
    let table = try AttributeTable(message.attributes(after: nhmsg.self))
    guard let id: UInt32 = try table.number(NHA_ID) else { return nil }
    return NexthopObject(
      id: id, kind: try kind(table), origin: names.origin(header.nh_protocol),
      flags: RouteFlags.words(header.nh_flags), scope: header.nh_scope,
      isForwardingEntry: table[NHA_FDB] != nil)
  }

  private func kind(_ table: AttributeTable) throws(KernelError) -> NexthopObject.Kind {
    if table[NHA_BLACKHOLE] != nil { return .blackhole }
    if let group = table[NHA_GROUP] { return .group(members(group.payload)) }
    return .hop(
      gateway: try table[NHA_GATEWAY]?.address(),
      dev: try table.number(NHA_OIF).map(devices.name))
  }

  private func members(_ bytes: KernelBytes) -> [NexthopObject.Member] {
    var members: [NexthopObject.Member] = []
    var offset = 0
    while let entry: nexthop_grp = bytes.load(at: offset) {
      members.append(.init(id: entry.id, weight: Int(entry.weight) + 1))
      offset += MemoryLayout<nexthop_grp>.size
    }
    return members
  }

  /// The same routes, each with the object it uses, as `ip -d route` shows it.
  func describingObjects(_ routes: [Route]) throws(KernelError) -> [Route] {
    // By place, so that no route is copied for being looked at.
    guard routes.indices.contains(where: { routes[$0].nexthopID != nil }) else { return routes }
    let objects = try nexthopObjects()
    return routes.map { route in
      guard let object = objects.first(where: { $0.id == route.nexthopID }) else { return route }
      var route = route
      route.other.append(.init("nh_info", object.json))
      return route
    }
  }
}

extension NexthopObject {
  var json: Node {
    var members = NodeMembers()
    members.put("id", number: id)
    switch kind {
    case .group(let list):
      members.put("group", node: Node(.array(list.map(\.json))))
    case .hop(let gateway, let dev):
      members.put("gateway", gateway?.description)
      members.put("dev", dev)
    case .blackhole: break
    }
    members.put("scope", AddressScope(rawValue: scope).description)
    members.put("blackhole", present: kind == .blackhole)
    members.put("protocol", origin)
    members.put("flags", node: Node(.array(flags.map { Node(.string($0)) })))
    members.put("fdb", present: isForwardingEntry)
    return Node(.object(members.list))
  }
}

extension NexthopObject.Member {
  fileprivate var json: Node {
    var members = NodeMembers()
    members.put("id", number: id)
    if weight != 1 { members.put("weight", number: weight) }
    return Node(.object(members.list))
  }
}
