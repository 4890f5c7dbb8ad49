import Addressing
import Routing
import Snapshots
import Testing

@testable import RouteSetup

@Suite struct PlannerTests {
  /// A host on 192.168.1.0/24 with docker0, and a default route to 192.168.1.1.
  static func host(routes more: [Route] = []) throws -> HostSnapshot {
    var host = HostSnapshot(name: "scraper", role: .scraper)
    let eth0 = try Link(
      index: 2, name: "eth0",
      addresses: [
        InterfaceAddress(address("192.168.1.10"), prefixLength: 24),
        InterfaceAddress(address("fd00:1::10"), prefixLength: 64),
      ])
    let docker = try Link(
      index: 3, name: "docker0",
      addresses: [InterfaceAddress(address("172.17.0.1"), prefixLength: 16)])
    host.addresses = .present([eth0, docker])
    host.links = .present([eth0, docker])
    let lan = try Route(
      to: prefix("192.168.1.0/24"), origin: "kernel", scope: .link, nextHops: [NextHop(dev: "eth0")]
    )
    let bridge = try Route(
      to: prefix("172.17.0.0/16"), origin: "kernel", scope: .link,
      nextHops: [NextHop(dev: "docker0")])
    let gateway = try Route(
      to: prefix("0.0.0.0/0"), nextHops: [NextHop(via: address("192.168.1.1"), dev: "eth0")])
    host.routes.ipv4 = .present([gateway, lan, bridge] + more.filter { $0.family == .ipv4 })
    let lan6 = try Route(
      to: prefix("fd00:1::/64"), origin: "kernel", metric: 256, nextHops: [NextHop(dev: "eth0")],
      preference: .medium)
    host.routes.ipv6 = .present([lan6] + more.filter { $0.family == .ipv6 })
    host.neighbours = .present([])
    return host
  }

  static func address(_ text: String) throws -> IPAddress {
    try #require(IPAddress(parsing: text))
  }

  static func prefix(_ text: String) throws -> IPPrefix { try #require(IPPrefix(parsing: text)) }

  static func plan(
    pods: [String], services: [String] = [], via: [String], multipath: Bool = false,
    on host: HostSnapshot? = nil
  ) throws -> RoutePlan {
    let given = GivenNetworks(pods: pods, services: services, gateways: via)
    try given.check()
    var options = RoutePlanner.Options()
    options.multipath = multipath
    options.named = Set(via.compactMap { IPAddress(parsing: $0) })
    return try RoutePlanner(
      ClusterNetworks().overridden(by: given), host: host ?? Self.host(), options: options
    ).make()
  }

  @Test func `routes each pod network through its own node and services through the first`() throws
  {
    let plan = try Self.plan(
      pods: ["10.42.0.0/24", "10.42.1.0/24"], services: ["10.43.0.0/16"],
      via: ["192.168.1.101", "192.168.1.102"])
    #expect(
      plan.steps.flatMap(\.action.commands) == [
        "ip route add 10.42.0.0/24 via 192.168.1.101 dev eth0 proto 177",
        "ip route add 10.42.1.0/24 via 192.168.1.102 dev eth0 proto 177",
        "ip route add 10.43.0.0/16 via 192.168.1.101 dev eth0 proto 177",
      ])
    #expect(plan.missing.count == 3)
  }

  @Test func `shares services between all nodes and says what that costs`() throws {
    let plan = try Self.plan(
      pods: ["10.42.0.0/24", "10.42.1.0/24"], services: ["10.43.0.0/16"],
      via: ["192.168.1.101", "192.168.1.102"], multipath: true)
    let step = try #require(plan.steps.first { $0.cost != nil })
    #expect(
      step.action.commands == [
        "ip route add 10.43.0.0/16 proto 177 nexthop via 192.168.1.101 dev eth0 weight 1 nexthop via 192.168.1.102 dev eth0 weight 1"
      ])
    #expect(step.cost?.contains("tracks the connections") == true)
  }

  @Test(arguments: [
    (["10.42.0.1/24"], ["192.168.1.101"], "host bits"),
    (["10.42.0.0/24"], ["172.16.0.9"], "is on no link of scraper"),
    (["10.42.0.0/24"], ["fd00:1::101"], "name a gateway of the same family"),
    (["fd00:42::/64"], ["192.168.1.101"], "name a gateway of the same family"),
    (["192.168.0.0/16"], ["192.168.1.101"], "overlaps 192.168.1.0/24"),
    (["192.168.1.128/25"], ["192.168.1.101"], "overlaps 192.168.1.0/24"),
    (["0.0.0.0/0"], ["192.168.1.101"], "cannot be routed"),
    (["127.0.0.0/16"], ["192.168.1.101"], "cannot be routed"),
    (["224.0.0.0/8"], ["192.168.1.101"], "cannot be routed"),
    (["10.42.0.0/24"], ["192.168.1.10"], "is an address of scraper itself"),
    (["10.42.0.0"], ["192.168.1.101"], "is not a network"),
    (["10.42.0.0/33"], ["192.168.1.101"], "is not a network"),
    (["10.42.0.0/24"], ["192.168.1.1010"], "is not an address"),
    (["10.42.0.0/24"], [], "1 pod network and 0 gateways"),
    (["10.42.0.0/24", "10.42.0.0/25"], ["192.168.1.101", "192.168.1.102"], "overlap"),
    (
      ["10.0.0.0/8", "10.5.0.0/16", "10.9.0.0/16"],
      ["192.168.1.101", "192.168.1.101", "192.168.1.102"], "overlap"
    ),
  ])
  func `bad input gives one sentence`(pods: [String], via: [String], words: String) throws {
    let error = #expect(throws: RouteSetupError.self) { try Self.plan(pods: pods, via: via) }
    let sentence = error?.description ?? ""
    #expect(sentence.contains(words), "\(sentence)")
    #expect(!sentence.contains("\n"))
  }

  @Test func `a route that is there is not planned again, whoever made it`() throws {
    let gateway = try Self.address("192.168.1.101")
    for (origin, state) in [("177", SetupStep.State.ours), ("static", .foreign)] {
      let there = try Route(
        to: Self.prefix("10.42.0.0/24"), origin: origin,
        nextHops: [NextHop(via: gateway, dev: "eth0")])
      let host = try Self.host(routes: [there])
      let plan = try Self.plan(pods: ["10.42.0.0/24"], via: ["192.168.1.101"], on: host)
      #expect(plan.steps.map(\.state) == [state])
      #expect(try plan.change(on: host).isEmpty)
    }
  }

  @Test func `another's route in the place of ours is never replaced`() throws {
    let there = try Route(
      to: Self.prefix("10.42.0.0/24"), origin: "static",
      nextHops: [NextHop(via: Self.address("192.168.1.102"), dev: "eth0")])
    let host = try Self.host(routes: [there])
    let plan = try Self.plan(pods: ["10.42.0.0/24"], via: ["192.168.1.101"], on: host)
    #expect(plan.steps.map(\.state) == [.conflict])
    #expect(throws: RouteSetupError.self) { try plan.change(on: host) }
  }

  @Test func `the way to the machine of an ssh session is not touched`() throws {
    let host = try Self.host()
    let plan = try Self.plan(pods: ["10.42.0.0/24"], via: ["192.168.1.101"], on: host)
    let change = try plan.change(on: host)
    #expect(throws: Never.self) {
      try change.check(session: Self.address("192.168.1.55"), on: host)
    }
    #expect(throws: RouteSetupError.self) {
      try change.check(session: Self.address("10.42.0.7"), on: host)
    }
  }

  @Test func `longer routes win over a network of docker's that is the same`() throws {
    let plan = try Self.plan(pods: ["172.17.0.0/16"], via: ["192.168.1.101"])
    #expect(
      plan.routes(of: "scraper").map(\.destination.description) == [
        "172.17.0.0/17", "172.17.128.0/17",
      ])
    #expect(plan.notes.contains { $0.contains("docker0") })
  }
}
