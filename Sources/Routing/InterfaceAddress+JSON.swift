import Addressing
public import Documents

extension InterfaceAddress {
  init(_ given: Fields) throws(RoutingError) {
    var fields = given
    _ = fields.take("family")
    self.init(
      try fields.needAddress("local"), prefixLength: try fields.needNumber("prefixlen"))
    peer = try fields.address("address")
    broadcast = try fields.address("broadcast")
    if let text = try fields.string("scope") {
      guard let scope = AddressScope(parsing: text) else {
        throw fields.wrong("scope", text, "a scope")
      }
      self.scope = scope
    }
    guard (0...local.family.bitWidth).contains(prefixLength) else {
      throw fields.wrong("prefixlen", String(prefixLength), "a prefix length")
    }
    label = try fields.string("label")
    validLifetime = try fields.number("valid_life_time") ?? .max
    preferredLifetime = try fields.number("preferred_life_time") ?? .max
    for flag in Self.knownFlags where fields.flag(flag) { flags.append(flag) }
    other = fields.rest
  }

  /// The flags iproute2 prints as members that are `true` (`ipaddress.c`, ifa_flag_names).
  private static let knownFlags = [
    "secondary", "temporary", "nodad", "optimistic", "dadfailed", "home", "deprecated",
    "tentative", "permanent", "mngtmpaddr", "noprefixroute", "autojoin", "stable-privacy",
    "dynamic",
  ]

  /// The element of `addr_info` that `ip -j -d addr` would print.
  public var json: Node {
    var out = FieldWriter()
    out.put("family", local.family == .ipv4 ? "inet" : "inet6")
    out.put("local", local)
    out.put("address", peer)
    out.put("prefixlen", number: prefixLength)
    out.put("broadcast", broadcast)
    out.put("scope", scope)
    for flag in flags { out.put(flag, node: true) }
    out.put("label", label)
    out.put(rest: other)
    out.put("valid_life_time", number: validLifetime)
    out.put("preferred_life_time", number: preferredLifetime)
    return out.node
  }
}
