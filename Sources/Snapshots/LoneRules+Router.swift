public import Addressing
import Firewall
import Routing

extension LoneRules {
  /// The name of the host in ``router(family:in:out:local:)``.
  public static let routerName = "router"

  /// One forwarding host with these rules and no topology: what is not for one of its own
  /// addresses leaves by `out`, and ends there.
  ///
  /// Files that were not given count as recorded and empty: the rules are the whole firewall. Sets
  /// that were not given stay unknown.
  public func router(
    family: IPFamily, in inInterface: String, out outInterface: String, local: [IPAddress] = []
  ) -> Snapshot {
    var host = HostSnapshot(name: Self.routerName, role: .router)
    host.addresses = .present(Self.links(inInterface, outInterface, local))
    host.links = host.addresses
    host.neighbours = .present([])
    for each in IPFamily.allCases {
      host.routes[each] = .present(Self.routes(each, outInterface, local))
      host.rules[each] = .present(RoutingRule.defaults(each))
      host.legacy[each] = .present(IPTablesRuleset(family: each))
      host.nft[each] = .present(IPTablesRuleset(family: each))
    }
    if let iptables { host.legacy[family] = .present(iptables) }
    host.nftables = .present(nftables ?? NFTables.Ruleset())
    if let ipsets { host.ipsets = .present(ipsets) }
    host.sysctls = .present(
      Sysctls([
        "net.ipv4.ip_forward": "1", "net.ipv4.conf.all.forwarding": "1",
        "net.ipv4.conf.\(inInterface).forwarding": "1", "net.ipv6.conf.all.forwarding": "1",
        "net.ipv6.conf.\(inInterface).forwarding": "1", "net.ipv4.conf.all.rp_filter": "0",
        "net.ipv4.conf.\(inInterface).rp_filter": "0", "net.ipv4.conf.all.send_redirects": "0",
        "net.ipv4.conf.\(inInterface).send_redirects": "0",
      ]))
    return Snapshot(hosts: [host])
  }

  private static func links(
    _ inInterface: String, _ outInterface: String, _ local: [IPAddress]
  ) -> [Link] {
    let loopback = Link(
      index: 1, name: "lo", flags: ["LOOPBACK", "UP", "LOWER_UP"], mtu: 65536,
      linkType: "loopback")
    var names = [inInterface]
    if outInterface != inInterface { names.append(outInterface) }
    return [loopback]
      + names.enumerated().map { index, name in
        Link(
          index: index + 2, name: name, flags: ["UP", "LOWER_UP", "NOARP"], linkType: "none",
          addresses: index == 0
            ? local.map { InterfaceAddress($0, prefixLength: $0.family.bitWidth) } : [])
      }
  }

  private static func routes(
    _ family: IPFamily, _ outInterface: String, _ local: [IPAddress]
  ) -> [Route] {
    let way = Route(
      to: IPPrefix(everyAddressOf: family), scope: .link, nextHops: [NextHop(dev: outInterface)])
    return [way]
      + local.filter { $0.family == family }.map {
        Route(
          .local, to: IPPrefix(host: $0), table: .local, origin: "kernel", scope: .host,
          prefsrc: $0, nextHops: [NextHop(dev: "lo")])
      }
  }
}
