import Addressing

/// The settings of interfaces among the sysctls, arranged so that one look gives all that a packet
/// needs.
struct InterfaceSettings: Sendable {
  /// Whether sysctls were recorded at all.
  let isRecorded: Bool
  /// Whether IPv6 packets are forwarded (`all`, which `ip6_forward()` reads); nil where unknown.
  let forwards6: Bool?
  private var values: [Key: Int] = [:]
  private var byInterface: [String: IPv4] = [:]
  private var elsewhere = IPv4()

  /// What decides about an IPv4 packet that comes in by one interface.
  struct IPv4: Sendable {
    /// Whether it is forwarded; nil where nothing says so.
    var forwards: Bool?
    /// The larger `rp_filter` of `all` and the interface; nil where one is unknown.
    var filter: Int?
    var acceptsLocal = false
    var routesLocalnet = false
    /// `route_localnet` of the interface alone.
    var isLocalnetItself = false
    var usesMark = false
    var redirects = true
  }

  private struct Key: Hashable {
    let family: IPFamily
    let interface: String
    let name: String
  }

  init(_ sysctls: Sysctls?) {
    isRecorded = sysctls != nil
    forwards6 = sysctls?.number("net.ipv6.conf.all.forwarding").map { $0 != 0 }
    for (key, value) in sysctls?.values ?? [:] {
      guard let number = Int(value), let key = Self.key(key) else { continue }
      values[key] = number
    }
    let forwards = sysctls?.number("net.ipv4.ip_forward").map { $0 != 0 }
    elsewhere = ipv4("", forwards: forwards)
    for interface in Set(values.keys.filter { $0.family == .ipv4 }.map(\.interface)) {
      byInterface[interface] = ipv4(interface, forwards: forwards)
    }
  }

  /// Takes `net.ipv4.conf.eth0/5.rp_filter` apart; `sysctl` writes a dot of a name as a slash.
  private static func key(_ text: String) -> Key? {
    for (family, start) in [(IPFamily.ipv4, "net.ipv4.conf."), (.ipv6, "net.ipv6.conf.")]
    where text.hasPrefix(start) {
      let rest = text.dropFirst(start.count)
      guard let dot = rest.lastIndex(of: ".") else { return nil }
      let interface = rest[..<dot].map { $0 == "/" ? "." : $0 }
      return Key(
        family: family, interface: String(interface),
        name: String(rest[rest.index(after: dot)...]))
    }
    return nil
  }

  private func ipv4(_ interface: String, forwards: Bool?) -> IPv4 {
    let own = { number(.ipv4, interface, $0) }
    let all = { number(.ipv4, "all", $0) }
    let either = { (name: String) in (own(name) ?? 0) != 0 || (all(name) ?? 0) != 0 }
    var settings = IPv4()
    settings.forwards = own("forwarding").map { $0 != 0 } ?? forwards
    if let own = own("rp_filter"), let all = all("rp_filter") { settings.filter = max(own, all) }
    settings.acceptsLocal = either("accept_local")
    settings.routesLocalnet = either("route_localnet")
    settings.isLocalnetItself = own("route_localnet") == 1
    settings.usesMark = either("src_valid_mark")
    settings.redirects = (own("send_redirects") ?? 1) != 0 || (all("send_redirects") ?? 1) != 0
    return settings
  }

  /// What decides about IPv4 packets that come in by `interface`.
  func ipv4(_ interface: String) -> IPv4 { byInterface[interface] ?? elsewhere }

  /// The setting of one interface, or of `all` and `default`; nil where it was not recorded.
  func number(_ family: IPFamily, _ interface: String, _ name: String) -> Int? {
    values[Key(family: family, interface: interface, name: name)]
  }

  /// Whether IPv6 packets that come in by `interface` are forwarded; nil where nothing says so.
  /// Since Linux 6.17 an interface's `force_forwarding` does it too.
  func forwards6(_ interface: String) -> Bool? {
    if forwards6 == true { return true }
    return number(.ipv6, interface, "force_forwarding") == 1 ? true : forwards6
  }
}
