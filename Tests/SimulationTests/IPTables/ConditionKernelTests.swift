import Addressing
import Firewall
import Foundation
import Testing

@testable import Simulation

/// Sends one packet through rules of the real kernel and compares which counted it. Needs root.
@Suite struct ConditionKernelTests {
  @Test func `decides a TCP SYN as the kernel does`() throws {
    var packet = Packet(from: loopback4, 40000, to: loopback4, 8082, transport: .tcp)
    packet.length = 60
    packet.maximumSegmentSize = 65495
    packet.hasLocalSocket = true
    packet.ownerUser = 0
    packet.ownerGroup = 0
    try expectAgreement(
      ConditionRow.tcp, packet, header: "-p tcp --dport 8082",
      sending: """
        s = socket.socket(); s.bind(("127.0.0.1", 40000))
        try: s.connect(("127.0.0.1", 8082))
        except OSError: pass
        """)
  }

  @Test func `decides a UDP datagram as the kernel does`() throws {
    var packet = Packet(from: loopback4, 40000, to: loopback4, 8082, transport: .udp)
    packet.length = 38
    try expectAgreement(
      ConditionRow.udp, packet, header: "-p udp --dport 8082",
      sending: """
        s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("127.0.0.1", 40000))
        s.sendto(b"0123456789", ("127.0.0.1", 8082))
        """)
  }

  @Test func `decides an echo request of IPv6 as the kernel does`() throws {
    let loopback = IPAddress(v6High: 0, low: 1)
    var packet = Packet(from: loopback, 7, to: loopback, 0, transport: .icmpv6)
    packet.icmp = .echoRequest(.ipv6)
    packet.length = 48
    try expectAgreement(
      ConditionRow.icmp6, packet, header: "-p ipv6-icmp -m icmp6 --icmpv6-type 128",
      sending: """
        s = socket.socket(socket.AF_INET6, socket.SOCK_RAW, 58)
        s.sendto(bytes([128, 0, 0, 0, 0, 7, 0, 1]), ("::1", 0))
        """)
  }

  private let loopback4 = IPAddress(v4: 0x7f00_0001)

  private func expectAgreement(
    _ rows: [ConditionRow], _ packet: Packet, header: String, sending program: String
  ) throws {
    let rules = try counted(rows, family: packet.family, header: header, program: program)
    for chain in ["INPUT", "OUTPUT"] {
      let expected = rows.filter { $0.chain == chain }
      let kernel = rules.chain(chain)?.rules ?? []
      #expect(kernel.count == expected.count)
      var context = HookContext(packet: packet, hook: chain == "INPUT" ? .input : .output)
      context.state = .new
      context.connection = Connection(original: ConnectionTuple(packet))
      for (row, rule) in zip(expected, kernel) {
        let match = try #require(rule.matches.last as? any PacketCondition, "\(row.match)")
        let count = try #require(rule.counters).packets
        switch match.evaluate(&context) {
        case .yes: #expect(!row.isOpen && count > 0, "\(row.match)")
        case .no: #expect(!row.isOpen && count == 0, "\(row.match)")
        case .unknown, .chance: #expect(row.isOpen, "\(row.match)")
        }
      }
    }
  }

  /// The rules with the kernel's counters after the packet passed.
  private func counted(
    _ rows: [ConditionRow], family: IPFamily, header: String, program: String
  ) throws -> IPTablesTable {
    let tool = family == .ipv4 ? "iptables-legacy" : "ip6tables-legacy"
    let rules = rows.map { "-A \($0.chain) \(header) \($0.match)" }
    let input = "*mangle\n" + rules.joined(separator: "\n") + "\nCOMMIT\n"
    let python = "import socket\n" + program
    let output = try run(
      """
      ip link set lo up
      sleep 0.1
      printf '%s' "$RULES" | \(tool)-restore && python3 -c "$PROGRAM" && \(tool)-save -c -t mangle
      """, ["RULES": input, "PROGRAM": python])
    let ruleset = try IPTablesRuleset(parsing: output, family: family)
    return try #require(ruleset["mangle"])
  }

  private func run(_ script: String, _ variables: [String: String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-n", "sh", "-c", script]
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = Array(try pipe.fileHandleForReading.readToEnd() ?? Data())
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return output
  }
}
