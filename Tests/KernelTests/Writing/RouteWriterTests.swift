import Addressing
import Glibc
import KernelLab
import Routing
import Testing

@testable import Kernel

/// What the writer makes, as `ip` shows it.
@Suite struct RouteWriterTests {
  private static func lab() throws -> Lab {
    let lab = try Lab()
    try lab.ip(
      """
      link add eth0 type veth peer name far
      link set eth0 up
      link set far up
      addr add 192.168.1.10/24 dev eth0
      addr add fd00:1::10/64 dev eth0 nodad
      """)
    return lab
  }

  private static func route(_ text: String, via gateways: String..., metric: UInt32 = 0) throws
    -> Route
  {
    let prefix = try #require(IPPrefix(parsing: text))
    return Route(
      to: prefix, origin: "177", metric: metric,
      nextHops: gateways.map { NextHop(via: IPAddress(parsing: $0), dev: "eth0") })
  }

  private static func apply(_ lab: Lab, _ changes: [RouteChange]) throws -> RouteRefusal? {
    try lab.read { () throws(KernelError) in try RouteWriter().applyAll(changes) }
  }

  @Test func `makes routes as ip shows them, and takes them back`() throws {
    let lab = try Self.lab()
    let shown = { try lab.inside.run(["ip", "route", "show", "proto", "177"]) }
    let before = try lab.inside.run(["ip", "route"])
    let changes = try [
      Self.route("10.42.0.0/24", via: "192.168.1.101"),
      Self.route("10.43.0.0/16", via: "192.168.1.101", "192.168.1.102"),
      Self.route("10.44.0.0/16", via: "192.168.1.101", metric: 50),
    ].map(RouteChange.add)
    #expect(try Self.apply(lab, changes) == nil)
    #expect(
      try shown().split(separator: "\n").map { $0.filter { $0 != "\t" } } == [
        "10.42.0.0/24 via 192.168.1.101 dev eth0 ", "10.43.0.0/16 ",
        "nexthop via 192.168.1.101 dev eth0 weight 1 ",
        "nexthop via 192.168.1.102 dev eth0 weight 1 ",
        "10.44.0.0/16 via 192.168.1.101 dev eth0 metric 50 ",
      ])
    #expect(try Self.apply(lab, changes.reversed().map(\.inverse)) == nil)
    #expect(try lab.inside.run(["ip", "route"]) == before)
  }

  @Test func `makes routes of IPv6`() throws {
    let lab = try Self.lab()
    let change = try RouteChange.add(
      Self.route("fd00:42::/64", via: "fd00:1::101", metric: 1024))
    #expect(try Self.apply(lab, [change]) == nil)
    let shown = try lab.inside.run(["ip", "-6", "route", "show", "proto", "177"])
    #expect(shown.hasPrefix("fd00:42::/64 via fd00:1::101 dev eth0 metric 1024"), "\(shown)")
    #expect(try Self.apply(lab, [change.inverse]) == nil)
    #expect(try lab.inside.run(["ip", "-6", "route", "show", "proto", "177"]).isEmpty)
  }

  @Test func `makes all of a batch or nothing`() throws {
    let lab = try Self.lab()
    try lab.ip("route add 10.42.7.0/24 via 192.168.1.9")
    let before = try lab.inside.run(["ip", "route"])
    let changes = try (0..<20).map {
      try RouteChange.add(Self.route("10.42.\($0).0/24", via: "192.168.1.101"))
    }
    let refusal = try Self.apply(lab, changes)
    #expect(refusal?.errno == EEXIST)
    #expect(refusal?.change == changes[7])
    #expect(try lab.inside.run(["ip", "route"]) == before)
  }

  @Test func `a batch of ten thousand is one datagram`() throws {
    let lab = try Self.lab()
    let changes = try (0..<10_000).map {
      try RouteChange.add(
        Self.route("10.\(64 + $0 / 256).\($0 % 256).0/24", via: "192.168.1.101"))
    }
    #expect(try Self.apply(lab, changes) == nil)
    let shown = try lab.inside.run(["ip", "route", "show", "proto", "177"])
    #expect(shown.split(separator: "\n").count == 10_000)
    // Every one is refused: the answers fit too.
    let refusals = try lab.read { () throws(KernelError) in try RouteWriter().apply(changes) }
    #expect(refusals.count == 10_000)
    #expect(try Self.apply(lab, changes.map(\.inverse)) == nil)
    #expect(try lab.inside.run(["ip", "route", "show", "proto", "177"]).isEmpty)
  }
}
