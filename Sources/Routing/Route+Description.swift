import Addressing
import Documents

extension Route: CustomStringConvertible {
  /// The line `ip route` prints: `10.43.0.0/16 via 192.168.1.101 dev eth0`. The table is named
  /// unless it is `main`.
  public var description: String { words(flags: flags, hopFlags: true).joined(separator: " ") }

  /// What `ip route add` (or `ip -6 route add`) accepts after it to make the same route.
  public var arguments: [String] {
    words(flags: flags.filter { $0 == "onlink" || $0 == "pervasive" }, hopFlags: false)
  }

  private func words(flags: [String], hopFlags: Bool) -> [String] {
    var words: [String] = []
    if type != .unicast { words.append(type.description) }
    words.append(Self.text(destination))
    if let source { words += ["from", Self.text(source)] }
    if tos != 0 { words += ["tos", TypeOfService.text(tos)] }
    if let nexthopID { words += ["nhid", String(nexthopID)] }
    if nexthopID == nil || hopFlags, !isMultipath, let hop = nextHops.first, !isRejection {
      words += hop.way(family: family)
    }
    if table != .main { words += ["table", table.description] }
    if origin != "boot" { words += ["proto", origin] }
    if scope != .global { words += ["scope", scope.description] }
    if let prefsrc { words += ["src", prefsrc.description] }
    if metric != 0 { words += ["metric", String(metric)] }
    words += flags
    words += metricWords
    if let preference, preference != .medium { words += ["pref", preference.rawValue] }
    if isMultipath, nexthopID == nil || hopFlags {
      for hop in nextHops { words += hop.nexthopWords(family: family, all: hopFlags) }
    }
    return words
  }

  /// Whether the interface `ip` names for it (`lo`) means nothing.
  private var isRejection: Bool {
    switch type {
    case .blackhole, .unreachable, .prohibit, .throw: true
    case .unicast, .local, .broadcast, .multicast, .anycast, .nat, .unknown: false
    }
  }

  private var metricWords: [String] {
    let locked = metrics.first { $0.key == "lock" }?.value.int ?? 0
    return metrics.flatMap { member -> [String] in
      if member.key == "lock" { return [] }
      let value = member.value.string ?? member.value.int.map(String.init) ?? member.value.json
      return [member.key] + (member.key == "mtu" && locked & 4 != 0 ? ["lock"] : []) + [value]
    }
  }
}

extension NextHop {
  func way(family: IPFamily) -> [String] {
    var words: [String] = []
    if let gateway {
      words.append("via")
      if gateway.family != family { words.append(gateway.family == .ipv6 ? "inet6" : "inet") }
      words.append(gateway.description)
    }
    if let dev { words += ["dev", dev] }
    return words
  }

  func nexthopWords(family: IPFamily, all: Bool) -> [String] {
    ["nexthop"] + way(family: family) + ["weight", String(weight)]
      + flags.filter { all || $0 == "onlink" || $0 == "pervasive" }
  }
}

extension NextHop: CustomStringConvertible {
  /// `via 192.168.1.101 dev eth0`.
  public var description: String { way(family: gateway?.family ?? .ipv4).joined(separator: " ") }
}
