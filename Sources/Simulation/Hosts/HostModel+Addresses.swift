import Addressing
import Routing

extension HostModel {
  /// The subnets of a link and of the bridge it belongs to.
  func subnets(around link: LinkIndex) -> [IPPrefix] {
    let own = links[link].addresses
    let master = links[link].master.flatMap { linkIndex[$0] }.map { links[$0].addresses } ?? []
    return (own + master).filter { $0.scope != .host && $0.scope != .link || $0.peer != nil }
      .compactMap(\.network)
      .filter { $0.length < $0.family.bitWidth && !$0.address.isLinkLocal }
  }

  /// Whether two hosts can be on one cable because their subnets are the same: a pod only shares
  /// one with its own node or with pods of that node; other hosts only with one another.
  func mayShareSubnet(with other: HostModel) -> Bool {
    switch (isPod, other.isPod) {
    case (true, true): podNode == other.podNode
    case (true, false): podNode == nil || podNode == other.name
    case (false, true): other.podNode == nil || other.podNode == name
    case (false, false): true
    }
  }

  /// Whether `address` is the link's own, and ARP or neighbour discovery answers for it there.
  func owns(_ address: IPAddress, on link: LinkIndex) -> Bool {
    let value = links[link]
    guard value.isUp, value.addresses.contains(where: { $0.local == address }) else { return false }
    if address.family == .ipv6 { return true }
    return !value.flags.contains("NOARP") && arpIgnore(on: value.name) != 8
  }

  /// Whether it answers ARP for an address that is not this link's: another link's own
  /// (`arp_ignore=0`), or one it forwards to (`proxy_arp`).
  func answersARP(for address: IPAddress, on link: LinkIndex) -> Bool {
    let value = links[link]
    guard value.isUp, isLayer3(link), !value.flags.contains("NOARP") else { return false }
    if address.family == .ipv4, arpIgnore(on: value.name) == 0, ownsAnywhere(address) {
      return true
    }
    if neighbours.contains(where: { $0.isProxy && $0.address == address && $0.dev == value.name }) {
      return true
    }
    return answersByProxy(for: address, on: link)
  }

  /// Whether the link itself handles packets: a bridge port does not, its bridge does.
  func isLayer3(_ link: LinkIndex) -> Bool {
    guard let master = links[link].master.flatMap({ linkIndex[$0] }) else { return true }
    if case .bridge = links[master].kind { return false }
    return true
  }

  /// Whether any of its links has the address.
  func ownsAnywhere(_ address: IPAddress) -> Bool {
    addresses.contains(address)
  }

  private func arpIgnore(on name: String) -> Int {
    let sysctls = stack.parts.sysctls
    let all = sysctls?.number("net.ipv4.conf.all.arp_ignore") ?? 0
    return max(all, sysctls?.number("net.ipv4.conf.\(name).arp_ignore") ?? 0)
  }

  /// `proxy_arp`: the host has a route to the address that leaves by another link.
  private func answersByProxy(for address: IPAddress, on link: LinkIndex) -> Bool {
    let sysctls = stack.parts.sysctls
    let name = links[link].name
    let family = address.family == .ipv4 ? "ipv4" : "ipv6"
    let setting = address.family == .ipv4 ? "proxy_arp" : "proxy_ndp"
    let isOn = ["all", name].contains {
      sysctls?.number("net.\(family).conf.\($0).\(setting)") == 1
    }
    guard isOn, address.family == .ipv4 else { return false }
    let hops = stack.lookup(RouteQuery(to: address, in: name)).nextHops
    return !hops.isEmpty && !hops.contains { $0.dev == name }
  }
}
