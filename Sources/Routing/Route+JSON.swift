public import Addressing
public import Documents

extension [Route] {
  /// Reads what `ip -j -d route show table all` prints, for one family or both.
  ///
  /// `family` decides what `default` without any address means; IPv6 routes tell by their `pref`.
  public init(
    parsingIPRoute text: [UInt8], family: IPFamily = .ipv4
  ) throws(RoutingError) {
    var routes: [Route] = []
    for fields in try ToolJSON(text).objects { routes.append(try Route(fields, family: family)) }
    self = routes
  }

  /// The array `ip -j -d route show table all` would print.
  public var json: Node { Node(.array(map(\.json))) }
}

extension Route {
  init(_ given: Fields, family: IPFamily) throws(RoutingError) {
    var fields = given
    let type = RouteType(parsing: try fields.string("type") ?? "unicast")
    let preference = try Self.preference(&fields)
    let nextHops = try Self.nextHops(&fields)
    let destination = try Self.prefix(
      "dst", &fields, family: preference != nil || Self.isSixth(fields) ? .ipv6 : family)
    guard let destination else { throw fields.missing("dst") }
    self.init(type, to: destination)
    nexthopID = try fields.number("nhid")
    source = try Self.prefix("from", &fields, family: destination.family)
    self.nextHops = nextHops
    tos = try Self.tos(&fields)
    table = RoutingTable(parsing: try fields.string("table") ?? "main")
    origin = try fields.string("protocol") ?? "boot"
    scope = try Self.scope(&fields)
    prefsrc = try fields.address("prefsrc")
    metric = try fields.number("metric") ?? 0
    flags = try fields.words("flags") ?? []
    self.preference = preference
    metrics = try Self.metrics(&fields)
    other = fields.rest
  }

  /// Whether a route without `pref` goes through an IPv6 `gateway`; an IPv4 route would say `via`.
  private static func isSixth(_ fields: Fields) -> Bool {
    var fields = fields
    return fields.take("gateway")?.string?.contains(":") ?? false
  }

  /// `via` stands outside of this: a route with a gateway of another family says `via inet6 …`.
  private static func nextHops(_ fields: inout Fields) throws(RoutingError) -> [NextHop] {
    var hops: [NextHop] = []
    for hop in try fields.objects("nexthops") { hops.append(try NextHop(member: hop)) }
    if !hops.isEmpty { return hops }
    let gateway = try NextHop.gateway(&fields)
    let dev = try fields.string("dev")
    guard gateway != nil || dev != nil else { return [] }
    return [NextHop(via: gateway, dev: dev)]
  }

  private static func prefix(
    _ key: String, _ fields: inout Fields, family: IPFamily
  ) throws(RoutingError) -> IPPrefix? {
    guard let text = try fields.string(key) else { return nil }
    switch text {
    case "default", "all", "any": return IPPrefix(everyAddressOf: family)
    case _:
      guard let prefix = IPPrefix(parsing: text) else {
        throw fields.wrong(key, text, "a prefix or 'default'")
      }
      return prefix
    }
  }

  private static func tos(_ fields: inout Fields) throws(RoutingError) -> UInt8 {
    guard let node = fields.take("tos") else { return 0 }
    guard let text = node.string, let value = TypeOfService.parse(text) else {
      throw fields.wrong("tos", node, "a type of service such as 0x10")
    }
    return value
  }

  private static func scope(_ fields: inout Fields) throws(RoutingError) -> AddressScope {
    guard let text = try fields.string("scope") else { return .global }
    guard let scope = AddressScope(parsing: text) else {
      throw fields.wrong("scope", text, "a scope")
    }
    return scope
  }

  private static func preference(_ fields: inout Fields) throws(RoutingError) -> RouterPreference? {
    guard let text = try fields.string("pref") else { return nil }
    guard let preference = RouterPreference(rawValue: text) else {
      throw fields.wrong("pref", text, "low, medium or high")
    }
    return preference
  }

  private static func metrics(_ fields: inout Fields) throws(RoutingError) -> [Node.Member] {
    guard let node = fields.take("metrics") else { return [] }
    guard let elements = node.array else { throw fields.wrong("metrics", node, "an array") }
    return elements.flatMap { $0.object ?? [] }
  }
}

extension NextHop {
  init(member given: Fields) throws(RoutingError) {
    var fields = given
    self.init(via: try Self.gateway(&fields), dev: try fields.string("dev"))
    weight = try fields.number("weight") ?? 1
    flags = try fields.words("flags") ?? []
    other = fields.rest
  }

  static func gateway(_ fields: inout Fields) throws(RoutingError) -> IPAddress? {
    if let gateway = try fields.address("gateway") { return gateway }
    guard var via = try fields.object("via") else { return nil }
    return try via.needAddress("host")
  }
}

extension Route {
  /// The object `ip -j -d route` would print.
  public var json: Node {
    var out = FieldWriter()
    out.put("type", type)
    out.put("dst", Self.text(destination))
    out.put("from", source.map(Self.text))
    if tos != 0 { out.put("tos", TypeOfService.text(tos)) }
    out.put("nhid", number: nexthopID)
    if !isMultipath, let hop = nextHops.first { hop.putWay(to: &out, family: family) }
    out.put("table", table)
    out.put("protocol", origin)
    out.put("scope", scope)
    out.put("prefsrc", prefsrc)
    if metric != 0 || family == .ipv6 { out.put("metric", number: metric) }
    out.put("flags", words: flags)
    if !metrics.isEmpty { out.put("metrics", node: Node(.array([Node(.object(metrics))]))) }
    out.put(rest: other)
    out.put("pref", preference?.rawValue)
    if isMultipath {
      out.put("nexthops", node: Node(.array(nextHops.map { $0.json(family: family) })))
    }
    return out.node
  }

  /// Whether `ip` prints the next hops one by one.
  var isMultipath: Bool {
    nextHops.count > 1 || nextHops.contains { $0.weight != 1 || !$0.flags.isEmpty }
  }

  static func text(_ prefix: IPPrefix) -> String {
    if prefix.length == 0, prefix.address.isUnspecified { return "default" }
    return prefix.length == prefix.family.bitWidth ? "\(prefix.address)" : "\(prefix)"
  }
}

extension NextHop {
  func putWay(to out: inout FieldWriter, family: IPFamily) {
    if let gateway, gateway.family != family {
      var via = FieldWriter()
      via.put("family", gateway.family == .ipv6 ? "inet6" : "inet")
      via.put("host", gateway)
      out.put("via", node: via.node)
    } else {
      out.put("gateway", gateway)
    }
    out.put("dev", dev)
  }

  func json(family: IPFamily) -> Node {
    var out = FieldWriter()
    putWay(to: &out, family: family)
    out.put("weight", number: weight)
    out.put("flags", words: flags)
    out.put(rest: other)
    return out.node
  }
}
