import Addressing
import Documents
import Routing
import Testing

/// The readers of `ip -j` against texts that iproute2 printed.
@Suite struct JSONReaderTests {
  /// Each file name with a function that reads the text and prints it back.
  static let readers: [(String, @Sendable ([UInt8]) throws -> Node)] = [
    ("ip-addr.json", { try [Link](parsingIPLink: $0).addressJSON }),
    ("ip-link.json", { try [Link](parsingIPLink: $0).linkJSON }),
    ("ip-neigh.json", { try [Neighbour](parsingIPNeigh: $0).json }),
    ("ip-neigh-proxy.json", { try [Neighbour](parsingIPNeigh: $0).json }),
    ("ip-route.json", { try [Route](parsingIPRoute: $0).json }),
    ("ip6-route.json", { try [Route](parsingIPRoute: $0, family: .ipv6).json }),
    ("ip-rule.json", { try [RoutingRule](parsingIPRule: $0, family: .ipv4).json }),
    ("ip6-rule.json", { try [RoutingRule](parsingIPRule: $0, family: .ipv6).json }),
  ]

  @Test(arguments: readers.indices) func `prints back the fields it read`(index: Int) throws {
    let (name, again) = Self.readers[index]
    let text = try RecordedTexts.fixture(name)
    #expect(try again(text).sorted == Node(parsingJSON: text).sorted)
  }

  @Test(arguments: readers.indices) func `prints back recorded networks`(index: Int) throws {
    let (name, again) = Self.readers[index]
    for (path, text) in try RecordedTexts.samples(name) where !text.isEmpty {
      #expect(try again(text).sorted == Node(parsingJSON: text).sorted, "\(path)")
    }
  }

  @Test func `an empty file holds nothing`() throws {
    #expect(try [Route](parsingIPRoute: Array("\n".utf8)).isEmpty)
    #expect(try [Link](parsingIPLink: Array("[{},{}]".utf8)).isEmpty)
  }

  @Test(arguments: [
    (#"[{"dst":"10.0.0.0/33"}]"#, 1, "[0].dst"), (#"[{"dev":"e0"}]"#, 1, "[0].dst"),
    ("[{\"dst\":\"default\"},\n{\"dst\":\"default\",\"metric\":\"x\"}]", 2, "[1].metric"),
    (#"[{"dst":"default","scope":"far"}]"#, 1, "[0].scope"),
    (
      #"[{"dst":"default","nexthops":[{"via":{"family":"inet6"}}]}]"#, 1, "[0].nexthops[0].via.host"
    ),
    (#"[{"dst":"default","flags":7}]"#, 1, "[0].flags"), (#"{"dst":"default"}"#, 1, ""),
    ("[{\"dst\":\"default\"", 1, ""), ("[7]", 1, "[0]"), ("\u{0}\u{1}binary", 1, ""),
    (#"[{"dst":"default","metric":4294967296}]"#, 1, "[0].metric"),
  ])
  func `names line and field of a malformed route`(text: String, line: Int, field: String) {
    let error = #expect(throws: RoutingError.self) {
      try [Route](parsingIPRoute: Array(text.utf8))
    }
    guard case .malformed(let at, let named, let reason) = error else { return }
    #expect(at == line)
    #expect(named == field)
    #expect(!reason.isEmpty)
  }

  @Test func `says what is wrong in one sentence`() {
    let error = #expect(throws: RoutingError.self) {
      try [Route](parsingIPRoute: Array(#"[{"dst":"nowhere"}]"#.utf8))
    }
    #expect(
      error?.description
        == "line 1, field \"[0].dst\": a prefix or 'default' should stand here, not 'nowhere'")
  }

  @Test func `keeps a route type and flags nobody knows`() throws {
    let text =
      #"[{"type":"xresolve","dst":"10.0.0.0/8","dev":"e0","flags":["offload_failed"],"color":1}]"#
    let routes = try [Route](parsingIPRoute: Array(text.utf8))
    #expect(routes[0].type == .unknown("xresolve"))
    #expect(routes[0].flags == ["offload_failed"])
    #expect(routes[0].other.map(\.key) == ["color"])
  }

  @Test(arguments: [
    ("10.2.0.0/16", "unicast", 2), ("10.4.0.0/16", "blackhole", 0), ("10.9.0.2/32", "unicast", 1),
    ("2001:db8:5::/48", "unicast", 2),
  ])
  func `reads destination, type and hops`(destination: String, type: String, hops: Int) throws {
    let routes = try [Route](parsingIPRoute: try RecordedTexts.fixture("ip-route.json"))
    let route = try #require(
      routes.first { $0.destination == IPPrefix(parsing: destination) && $0.table == .main })
    #expect(route.type.description == type)
    #expect(route.nextHops.count == hops)
  }

  @Test func `takes a default through an IPv6 gateway for IPv4 where it says via`() throws {
    let text = """
      [{"dst":"default","via":{"family":"inet6","host":"fe80::1"},"dev":"e0"},
       {"dst":"default","gateway":"fe80::1","dev":"e0"},
       {"dst":"default","gateway":"10.0.0.1","dev":"e0"}]
      """
    let routes = try [Route](parsingIPRoute: Array(text.utf8))
    #expect(routes.map(\.family) == [.ipv4, .ipv6, .ipv4])
  }

  @Test func `reads links with their kinds and addresses`() throws {
    let links = try [Link](parsingIPLink: try RecordedTexts.fixture("ip-addr.json"))
    let v0 = try #require(links.first { $0.name == "v0" })
    #expect(v0.kind == .veth && v0.lower == .name("v1") && v0.isUp && !v0.isRunning)
    #expect(v0.addresses.map(\.isSecondary) == [false, true, false, false])
    let v2 = try #require(links.first { $0.name == "v2" })
    #expect(v2.addresses.first?.peer == IPAddress(parsing: "10.9.0.2"))
    let vx0 = try #require(links.first { $0.name == "vx0" })
    guard case .vxlan(let tunnel) = vx0.kind else {
      Issue.record("vx0 is \(vx0.kind)")
      return
    }
    #expect(tunnel.id == 42 && tunnel.port == 8472 && tunnel.link == "v0")
    #expect(tunnel.remote == IPAddress(parsing: "10.0.0.9"))
  }

  @Test func `reads a tunnel that stands on no interface`() throws {
    let text = #"[{"ifindex":4,"link":null,"ifname":"tunl0","flags":["NOARP"],"mtu":1480}]"#
    #expect(try [Link](parsingIPLink: Array(text.utf8)).map(\.lower) == [nil])
  }

  @Test func `parts rules of both families in one text`() throws {
    let four =
      #"{"priority":0,"src":"all","table":"local"},{"priority":5,"src":"fd00::","srclen":8,"table":"9"},{"priority":32767,"src":"all","table":"default"}"#
    let six =
      #"{"priority":0,"src":"all","table":"local"},{"priority":32766,"src":"all","table":"main"}"#
    let only = try [RoutingRule].merged(parsingIPRule: Array("[\(four)]".utf8))
    #expect(only.ipv4.map(\.priority) == [0, 32767])
    #expect(only.ipv6?.map(\.priority) == [5])
    let both = try [RoutingRule].merged(parsingIPRule: Array("[\(four),\(six)]".utf8))
    #expect(both.ipv4.map(\.priority) == [0, 32767])
    #expect(both.ipv6?.map(\.priority) == [5, 0, 32766])
  }
}
