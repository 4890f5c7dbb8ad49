import Addressing
import KernelLab
import Testing

/// What the lab sees when the answer is known beforehand: the lab is measured before it measures.
@Suite(.serialized) struct LabTests {
  /// Loads `rules` (iptables-restore text) into the router and probes from the client.
  private func observe(
    _ flows: [Flow], rules: String = "", six: String = "", native: String = ""
  ) async throws -> [Observation] {
    try await onOwnThread {
      let lab = try ThreeHosts()
      let prober = try Prober(lab)
      if !rules.isEmpty { try lab.router.run(["iptables-legacy-restore"], input: rules) }
      if !six.isEmpty { try lab.router.run(["ip6tables-legacy-restore"], input: six) }
      if !native.isEmpty { try lab.router.run(["nft", "-f", "-"], input: native) }
      return try prober.observe(flows)
    }
  }

  private func flow(
    _ transport: TransportProtocol, _ destination: String, _ port: UInt16,
    sourcePort: UInt16 = 40000
  ) throws -> Flow {
    let to = try #require(IPAddress(parsing: destination))
    let from = IPAddress(parsing: to.family == .ipv4 ? "10.9.1.2" : "fd09:1::2")
    return Flow(from: from, sourcePort: sourcePort, to: to, port: port, transport: transport)
  }

  private func endpoint(_ address: String, _ port: UInt16) throws -> Endpoint {
    Endpoint(try #require(IPAddress(parsing: address)), port: port)
  }

  @Test(arguments: [
    ("tcp", "10.9.2.2", 80, "reply"), ("tcp", "10.9.2.2", 81, "reset"),
    ("tcp", "10.9.2.3", 81, "reply"), ("tcp", "10.9.2.2", 9000, "reset"),
    ("tcp", "10.9.2.2", 8443, "reply"), ("udp", "10.9.2.2", 53, "reply"),
    ("udp", "10.9.2.2", 5353, "reply"), ("udp", "10.9.2.3", 54, "icmp 3/3 from 10.9.2.3"),
    ("icmp", "10.9.2.2", 0, "reply"), ("icmp", "10.9.3.2", 0, "reply"),
    ("tcp", "10.9.1.1", 22, "reply"), ("tcp", "10.9.66.1", 80, "icmp 3/1 from 10.9.1.1"),
    ("tcp", "10.9.67.1", 80, "icmp 3/13 from 10.9.1.1"), ("tcp", "10.9.68.1", 80, "silence"),
    ("tcp", "fd09:2::2", 80, "reply"), ("udp", "fd09:2::2", 53, "reply"),
    ("udp", "fd09:2::2", 54, "icmp 1/4 from fd09:2::2"), ("icmpv6", "fd09:2::2", 0, "reply"),
    ("tcp", "fd09:66::1", 80, "icmp 1/0 from fd09:1::1"),
    ("tcp", "fd09:67::1", 80, "icmp 1/1 from fd09:1::1"),
  ]) func `sees what answers without any rule`(
    transport: String, destination: String, port: UInt16, answer: String
  ) async throws {
    let probe = try flow(
      try #require(TransportProtocol(parsing: transport)), destination, port)
    let seen = try await observe([probe])
    #expect(seen.map(\.answer.description) == [answer])
  }

  @Test(arguments: [
    ("icmp-net-unreachable", "icmp 3/0 from 10.9.1.1"),
    ("icmp-host-unreachable", "icmp 3/1 from 10.9.1.1"),
    ("icmp-proto-unreachable", "icmp 3/2 from 10.9.1.1"),
    ("icmp-port-unreachable", "icmp 3/3 from 10.9.1.1"),
    ("icmp-net-prohibited", "icmp 3/9 from 10.9.1.1"),
    ("icmp-host-prohibited", "icmp 3/10 from 10.9.1.1"),
    ("icmp-admin-prohibited", "icmp 3/13 from 10.9.1.1"),
    ("tcp-reset", "reset"),
  ]) func `sees each kind of REJECT`(kind: String, answer: String) async throws {
    let rules = "*filter\n-A FORWARD -p tcp -j REJECT --reject-with \(kind)\nCOMMIT\n"
    let seen = try await observe([flow(.tcp, "10.9.2.2", 80)], rules: rules)
    #expect(seen.map(\.answer.description) == [answer])
    #expect(seen.map(\.deliveries) == [[]])
  }

  @Test(arguments: [
    ("icmp6-no-route", "icmp 1/0 from fd09:1::1"),
    ("icmp6-adm-prohibited", "icmp 1/1 from fd09:1::1"),
    ("icmp6-addr-unreachable", "icmp 1/3 from fd09:1::1"),
    ("icmp6-port-unreachable", "icmp 1/4 from fd09:1::1"),
    ("icmp6-policy-fail", "icmp 1/5 from fd09:1::1"),
    ("icmp6-reject-route", "icmp 1/6 from fd09:1::1"),
  ]) func `sees each kind of REJECT of IPv6`(kind: String, answer: String) async throws {
    let rules = "*filter\n-A FORWARD -p udp -j REJECT --reject-with \(kind)\nCOMMIT\n"
    let seen = try await observe([flow(.udp, "fd09:2::2", 53)], six: rules)
    #expect(seen.map(\.answer.description) == [answer])
  }

  @Test func `sees where a translated packet arrives and whence`() async throws {
    let rules = """
      *nat
      -A PREROUTING -p tcp --dport 7000 -j DNAT --to-destination 10.9.2.3:81
      -A PREROUTING -p udp --dport 7000 -j REDIRECT --to-ports 53
      -A POSTROUTING -o lan1 -p tcp -j SNAT --to-source 10.9.2.1:1234
      COMMIT

      """
    let seen = try await observe(
      [flow(.tcp, "10.9.2.2", 7000), flow(.udp, "10.9.2.2", 7000)], rules: rules)
    #expect(
      seen == [
        Observation(
          deliveries: [
            .init(
              host: "server", source: try endpoint("10.9.2.1", 1234),
              destination: try endpoint("10.9.2.3", 81))
          ], answer: .reply),
        Observation(
          deliveries: [
            .init(
              host: "router", source: try endpoint("10.9.1.2", 40000),
              destination: try endpoint("10.9.1.1", 53))
          ], answer: .reply),
      ])
  }

  @Test func `sees a delivery whose reply is lost`() async throws {
    let rules = "*filter\n-A FORWARD -i lan1 -j DROP\nCOMMIT\n"
    let seen = try await observe([flow(.tcp, "10.9.2.2", 80)], rules: rules)
    #expect(seen.map(\.answer) == [.silence])
    #expect(seen.first?.deliveries.map(\.host) == ["server"])
  }

  @Test func `tells fifty flows apart`() async throws {
    let native = """
      table ip t {
        chain c {
          type filter hook forward priority 0; policy accept;
          udp sport 40000-40024 drop
        }
      }

      """
    let flows = try (0..<50).map { try flow(.udp, "10.9.2.2", 53, sourcePort: 40000 + $0) }
    let seen = try await observe(flows, native: native)
    #expect(seen.prefix(25).allSatisfy { $0.answer == .silence && $0.deliveries.isEmpty })
    #expect(seen.suffix(25).allSatisfy { $0.answer == .reply })
  }
}
