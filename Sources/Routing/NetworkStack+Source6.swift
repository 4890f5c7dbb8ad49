import Addressing

extension NetworkStack {
  /// `ipv6_dev_get_saddr()` of net/ipv6/addrconf.c: RFC 6724 section 5 in the kernel's order.
  func source6(for destination: IPAddress, dev: String?) -> IPAddress? {
    let links = parts.links ?? []
    let scope = SourceScore.scope(destination)
    let onlyDev =
      destination.isMulticast || scope <= SourceScore.linkLocal
      || dev.map { settings.number(.ipv6, $0, "use_oif_addrs_only") == 1 } == true
    let domain = dev.flatMap(vrf(of:))
    var best: (score: SourceScore, address: IPAddress)?
    for link in links {
      if onlyDev ? link.name != dev : vrf(of: link.name) != domain { continue }
      let prefersTemporary = (settings.number(.ipv6, link.name, "use_tempaddr") ?? 0) >= 2
      for address in link.addresses where SourceScore.isCandidate(address) {
        let score = SourceScore(
          address, on: link.name, to: destination, out: dev, prefersTemporary: prefersTemporary)
        if best.map({ $0.score < score }) ?? true { best = (score, address.local) }
      }
    }
    return best?.address
  }
}

/// How well an IPv6 address serves as the source of a packet; the larger, the better.
struct SourceScore: Comparable {
  /// One number a rule of RFC 6724 section 5, in order.
  private let rules: [Int]

  static let linkLocal = 2

  init(
    _ address: InterfaceAddress, on interface: String, to destination: IPAddress, out dev: String?,
    prefersTemporary: Bool
  ) {
    let own = address.local
    let distance = Self.scope(own)
    let deprecated = address.flags.contains("deprecated") || address.flags.contains("optimistic")
    rules = [
      own == destination ? 1 : 0,
      distance >= Self.scope(destination) ? -distance : distance - 128,
      own.isLoopback || !deprecated ? 1 : 0,
      address.flags.contains("home") ? 1 : 0,
      dev == nil || dev == interface ? 1 : 0,
      Self.label(own) == Self.label(destination) ? 1 : 0,
      address.flags.contains("temporary") == prefersTemporary ? 1 : 0,
      Self.isORCHID(own) == Self.isORCHID(destination) ? 1 : 0,
      min(Self.commonPrefix(own, destination), address.prefixLength),
      address.flags.contains("optimistic") ? 0 : 1,
    ]
  }

  static func < (left: Self, right: Self) -> Bool {
    left.rules.lexicographicallyPrecedes(right.rules)
  }

  /// Whether the kernel considers the address at all: tentative ones only when optimistic.
  static func isCandidate(_ address: InterfaceAddress) -> Bool {
    address.local.family == .ipv6
      && (!address.flags.contains("tentative") || address.flags.contains("optimistic"))
  }

  /// The scope of RFC 4291: 1 interface, 2 link, 5 site, 14 global (`__ipv6_addr_src_scope()`).
  static func scope(_ address: IPAddress) -> Int {
    if address.isMulticast { return Int(address.high >> 48 & 15) }
    if address.isLinkLocal || address.isLoopback { return linkLocal }
    return address.high >> 54 == 0xfec0 >> 6 ? 5 : 14
  }

  private static func isORCHID(_ address: IPAddress) -> Bool {
    address.high >> 36 == 0x2001001
  }

  private static func commonPrefix(_ left: IPAddress, _ right: IPAddress) -> Int {
    let high = (left.high ^ right.high).leadingZeroBitCount
    return high < 64 ? high : 64 + (left.low ^ right.low).leadingZeroBitCount
  }

  /// The kernel's own label table (net/ipv6/addrlabel.c), which `ip addrlabel` can change.
  private static func label(_ address: IPAddress) -> Int {
    if address.isLoopback { return 0 }
    if address.high == 0, address.low >> 32 == 0 { return 3 }
    if address.high == 0, address.low >> 32 == 0xffff { return 4 }
    if address.high >> 36 == 0x2001001 { return 7 }
    if address.high >> 32 == 0x20010000 { return 6 }
    if address.high >> 48 == 0x2002 { return 2 }
    if address.high >> 48 == 0x3ffe { return 12 }
    if address.high >> 54 == 0xfec0 >> 6 { return 11 }
    return address.high >> 57 == 0xfc >> 1 ? 5 : 1
  }
}
