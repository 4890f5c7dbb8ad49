import Addressing
import KernelLab
import Routing
import Testing

@testable import Kernel

@Suite struct RouteTests {
  static let links = """
    link add v0 type veth peer name v1
    link add v2 type veth peer name v3
    link set v0 up
    link set v1 up
    link set v2 up
    link set v3 up
    addr add 10.0.0.1/24 dev v0
    addr add 10.0.1.1/24 dev v2
    addr add fd00::1/64 dev v0 nodad
    addr add fd01::1/64 dev v2 nodad
    """

  static let routes = """
    route add default via 10.0.0.2
    route add 10.1.0.0/16 via 10.0.0.2 src 10.0.0.1 metric 7
    route add 10.1.0.0/16 tos 0x10 via 10.0.0.3
    route add 10.2.0.0/16 nexthop via 10.0.0.2 weight 3 nexthop via 10.0.1.2 dev v2 weight 5
    route add blackhole 10.3.0.0/16
    route add unreachable 10.4.0.0/16 metric 9
    route add prohibit 10.5.0.0/16
    route add throw 10.6.0.0/16 table 100
    route add 10.7.0.0/16 via 10.0.0.9 table 5000 proto static
    route add 10.8.0.0/16 via 10.9.9.9 dev v0 onlink proto 77
    route add 10.9.0.0/16 dev v0 scope link mtu 1400 advmss 1300 initcwnd 10
    route add 10.10.0.0/16 via 10.0.0.2 mtu lock 1300 hoplimit 9 rtt 200ms rto_min 50ms congctl reno
    route add 10.11.0.0/16 via inet6 fe80::1 dev v0
    route add 10.12.0.0/16 dev v0 scope 200
    route add multicast 239.0.0.0/8 dev v0
    nexthop add id 5 via 10.0.0.2 dev v0
    nexthop add id 6 via 10.0.1.2 dev v2
    nexthop add id 7 group 5,2/6
    nexthop add id 8 blackhole
    nexthop add id 9 via fd00::2 dev v0
    route add 10.13.0.0/16 nhid 5
    route add 10.14.0.0/16 nhid 7
    route add 10.15.0.0/16 nhid 8
    route add ::/0 via fd00::2 metric 50
    route add fd10::/32 via fd00::2 pref high
    route add fd11::/32 via fd00::2 expires 4000
    route add fd12::/32 nexthop via fd00::2 weight 2 nexthop via fd01::2 weight 3
    route add blackhole fd13::/32
    route add unreachable fd14::/32 table 9
    route add prohibit fd15::/32
    route add fd16::/32 from fd00::/64 via fd00::2
    route add fd17::/32 nhid 9
    route add fd18::/32 dev v0 mtu 1300 src fd00::1 pref low
    """

  private func compare(_ lab: Lab, _ what: String) throws {
    for (family, command) in [
      (IPFamily.ipv4, "ip -4 -j -d route show table all"),
      (.ipv6, "ip -j -d -6 route show table all"),
    ] {
      let routes = try lab.agree(
        { try [Route](parsingIPRoute: try lab.bytes(command), family: family) },
        { () throws(KernelError) in try RoutingReader().routes(family) })
      #expect(routes.tool.count == routes.native.count, "\(what)")
      for (tool, native) in zip(routes.tool, routes.native) {
        #expect(native == tool, "\(what): \(tool)")
      }
    }
  }

  @Test func `reads routes of every type and table as ip prints them`() throws {
    let lab = try Lab()
    try lab.ip(Self.links + "\n" + Self.routes)
    try compare(lab, "every type")
  }

  @Test func `tells routes over a dead or a vanished interface`() throws {
    let lab = try Lab()
    try lab.ip(Self.links + "\n" + Self.routes)
    try lab.ip("link set v3 down")
    try compare(lab, "no carrier")
    try lab.ip("link del v2")
    try compare(lab, "gone")
  }

  @Test func `reads random routes as ip prints them`() throws {
    for seed in Seeds.make(3) {
      var chance = Chance(seed)
      let lab = try Lab()
      var lines = [Self.links]
      for index in 0..<60 {
        let to = "10.\(100 + index).\(chance.number(0...255)).0/\(chance.number(24...32))"
        let table = chance.pick(["", "", " table 100", " table 4000", " table local"])
        let metric = chance.flip() ? " metric \(chance.number(1...5000))" : ""
        let proto = chance.pick(["", " proto static", " proto bird", " proto 200"])
        let network = to.split(separator: "/")[0]
        let way = chance.pick([
          "via 10.0.0.\(chance.number(2...254))", "dev v2", "via 10.0.1.9 dev v2 onlink",
          "nexthop via 10.0.0.7 weight \(chance.number(1...200)) nexthop dev v2",
        ])
        lines.append(
          chance.number(0...5) == 0
            ? "route add \(chance.pick(["blackhole", "unreachable", "prohibit"])) \(network)\(table)\(metric)\(proto)"
            : "route add \(network)\(table)\(metric)\(proto) \(way)")
        let way6 = chance.pick(["via fd00::\(index + 2)", "dev v2", "via fd01::9 dev v2"])
        lines.append(
          "route add fd\(10 + index % 80)::\(index)/128\(table)\(metric)\(proto) \(way6)")
      }
      try lab.ip(lines.joined(separator: "\n"))
      try compare(lab, "KERNEL_SEEDS=\(seed)")
    }
  }

  @Test func `reads rules with every selector as ip prints them`() throws {
    let lab = try Lab()
    try lab.ip(
      """
      rule add from 10.0.0.0/8 lookup 100
      rule add to 10.1.0.0/16 tos 0x10 lookup main pref 50
      rule add fwmark 0x10 lookup 7
      rule add fwmark 0x10/0xf0 iif v9 oif lo lookup 5000
      rule add not from 10.2.0.0/16 blackhole
      rule add uidrange 100-200 prohibit
      rule add ipproto tcp sport 80 dport 100-200 unreachable
      rule add ipproto 200 lookup main
      rule add pref 10 goto 32766
      rule add pref 11 goto 20000
      rule add pref 12 nop
      rule add lookup main suppress_prefixlength 0 suppress_ifgroup 5
      rule add lookup main suppress_ifgroup default
      rule add tun_id 7 lookup 9
      rule add l3mdev pref 1000
      rule add fwmark 5 lookup 10 protocol static
      """)
    try lab.ip(
      "rule add from fd00::/8 lookup 9\nrule add to fd01::1 fwmark 1/3 lookup main", family: "-6")
    for family in IPFamily.allCases {
      let command = family == .ipv4 ? "ip -j -d rule" : "ip -j -d -6 rule"
      let rules = try lab.agree(
        { try [RoutingRule](parsingIPRule: try lab.bytes(command), family: family) },
        { () throws(KernelError) in try RoutingReader().rules(family) })
      #expect(rules.tool.count == rules.native.count)
      for (tool, native) in zip(rules.tool, rules.native) { #expect(native == tool, "\(tool)") }
    }
  }

  @Test func `reads neighbours in every state as ip prints them`() throws {
    let lab = try Lab()
    try lab.ip(
      Self.links + """

        neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev v0 nud permanent
        neigh add 10.0.0.3 lladdr 02:00:00:00:00:03 dev v0 nud noarp
        neigh add 10.0.0.4 lladdr 02:00:00:00:00:04 dev v0 nud stale
        neigh add 10.0.0.5 lladdr 02:00:00:00:00:05 dev v0 nud reachable
        neigh add 10.0.0.6 lladdr 02:00:00:00:00:06 dev v0 nud permanent extern_learn
        neigh add 10.0.0.7 dev v0 nud failed
        neigh add fd00::2 lladdr 02:00:00:00:00:02 dev v0 nud permanent router
        neigh add fd00::3 lladdr 02:00:00:00:00:03 dev v2 nud stale protocol static
        neigh add proxy 10.0.0.99 dev v0
        neigh add proxy fd00::99 dev v0 router
        """)
    let neighbours = try lab.agree(
      { try [Neighbour](parsingIPNeigh: try lab.bytes("ip -j -d neigh")) },
      { () throws(KernelError) in try RoutingReader().neighbours() })
    #expect(neighbours.native.count > 6)
    #expect(neighbours.tool == neighbours.native)
    let proxies = try lab.agree(
      { try [Neighbour](parsingIPNeigh: try lab.bytes("ip -j -d neigh show proxy")) },
      { () throws(KernelError) in try RoutingReader().proxyNeighbours() })
    #expect(proxies.native.count == 2)
    #expect(proxies.tool == proxies.native)
  }
}
