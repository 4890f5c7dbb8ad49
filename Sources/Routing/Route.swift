public import Addressing
public import Documents

/// One route, as `ip -d route show table all` prints it.
public struct Route: Sendable, Hashable {
  /// What becomes of a packet.
  public var type: RouteType
  /// Which destinations it is for.
  public var destination: IPPrefix
  /// The type of service it is for; 0 is any.
  public var tos: UInt8
  /// The table it stands in.
  public var table: RoutingTable
  /// Who wrote it: `kernel`, `boot`, `static`, `dhcp`, `bird`, ….
  public var origin: String
  /// How far away the destination is.
  public var scope: AddressScope
  /// The source address for packets that have none yet.
  public var prefsrc: IPAddress?
  /// The kernel's priority: the lower, the better. 0 where `ip` prints none.
  public var metric: UInt32
  /// Where packets go: one for an ordinary route, several for a multipath route, none for a route
  /// that only rejects.
  public var nextHops: [NextHop]
  /// The preference of an IPv6 default router (RFC 4191); nil for IPv4.
  public var preference: RouterPreference?
  /// What few routes have; nil for all others, of which there may be a million.
  private var rare: RareFields?

  /// A route; what is left out is as `ip route add` would make it.
  public init(
    _ type: RouteType = .unicast, to destination: IPPrefix, from source: IPPrefix? = nil,
    tos: UInt8 = 0, table: RoutingTable = .main, origin: String = "boot",
    scope: AddressScope = .global, prefsrc: IPAddress? = nil, metric: UInt32 = 0,
    nextHops: [NextHop] = [], nexthopID: UInt32? = nil, flags: [String] = [],
    preference: RouterPreference? = nil, metrics: [Node.Member] = [], other: [Node.Member] = []
  ) {
    self.type = type
    self.destination = destination
    self.tos = tos
    self.table = table
    self.origin = origin
    self.scope = scope
    self.prefsrc = prefsrc
    self.metric = metric
    self.nextHops = nextHops
    self.preference = preference
    if source != nil { self.source = source }
    if nexthopID != nil { self.nexthopID = nexthopID }
    if !flags.isEmpty { self.flags = flags }
    if !metrics.isEmpty { self.metrics = metrics }
    if !other.isEmpty { self.other = other }
  }

  /// Which sources it is for: IPv6 source-specific routes.
  public var source: IPPrefix? {
    get { rare?.values.source }
    set { change { $0.source = newValue } }
  }

  /// The identifier of the nexthop object it uses.
  public var nexthopID: UInt32? {
    get { rare?.values.nexthopID }
    set { change { $0.nexthopID = newValue } }
  }

  /// `dead`, `linkdown`, `onlink`, `pervasive`, … of the route as a whole.
  public var flags: [String] {
    get { rare?.values.flags ?? [] }
    set { change { $0.flags = newValue } }
  }

  /// The `metrics` object: mtu, advmss, initcwnd, ….
  public var metrics: [Node.Member] {
    get { rare?.values.metrics ?? [] }
    set { change { $0.metrics = newValue } }
  }

  /// Fields this type does not interpret: realms, expires, encap, ….
  public var other: [Node.Member] {
    get { rare?.values.other ?? [] }
    set { change { $0.other = newValue } }
  }

  private mutating func change(_ body: (inout RareFields.Values) -> Void) {
    var values = rare?.values ?? RareFields.Values()
    body(&values)
    rare = values == RareFields.Values() ? nil : RareFields(values)
  }

  /// The family of its destination.
  public var family: IPFamily { destination.family }

  /// The path MTU the route itself sets, nil where it leaves that to the interface.
  public var mtu: Int? { metrics.first { $0.key == "mtu" }?.value.int }
}

/// The fields of a route that few have, in a place of their own.
private final class RareFields: Sendable, Hashable {
  let values: Values

  struct Values: Sendable, Hashable {
    var source: IPPrefix?
    var nexthopID: UInt32?
    var flags: [String] = []
    var metrics: [Node.Member] = []
    var other: [Node.Member] = []
  }

  init(_ values: Values) { self.values = values }

  static func == (left: RareFields, right: RareFields) -> Bool { left.values == right.values }

  func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

/// One way out of a route.
public struct NextHop: Sendable, Hashable {
  /// The router to hand the packet to, nil when the destination is on the link. Its family may
  /// differ from the route's (`via inet6 …`).
  public var gateway: IPAddress?
  /// The interface packets leave by.
  public var dev: String?
  /// Its share of a multipath route, from 1.
  public var weight: Int
  /// `dead`, `linkdown`, `onlink`, `pervasive`, … of this hop.
  public var flags: [String]
  /// Fields this type does not interpret.
  public var other: [Node.Member]

  /// A way through `gateway` and out of `dev`.
  public init(
    via gateway: IPAddress? = nil, dev: String? = nil, weight: Int = 1, flags: [String] = [],
    other: [Node.Member] = []
  ) {
    self.gateway = gateway
    self.dev = dev
    self.weight = weight
    self.flags = flags
    self.other = other
  }
}
