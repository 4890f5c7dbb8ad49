import Addressing
import Firewall
import Foundation
import Routing
import Snapshots
import Testing

@testable import Simulation

/// Each condition stands in a rule of its own that counts; one UDP packet from 127.0.0.1 to
/// 127.0.0.1:5353 passes OUTPUT of a fresh namespace. The kernel's counters are the oracle.
@Suite struct NFTablesConditionTests {
  static let conditions = [
    "ip saddr 127.0.0.1", "ip saddr != 127.0.0.1", "ip daddr 127.0.0.0/8",
    "ip daddr != 127.0.0.0/8", "ip daddr 127.0.0.0-127.0.0.9", "ip daddr { 10.0.0.1, 127.0.0.1 }",
    "ip daddr != { 10.0.0.0/8, 127.0.0.1 }", "ip daddr & 255.0.0.255 == 127.0.0.1",
    "ip protocol udp", "ip protocol != udp", "ip protocol { tcp, icmp }", "ip ttl 64",
    "ip ttl < 64",
    "ip version 4", "ip hdrlength 5", "ip dscp cs0", "ip dscp != cs0", "ip ecn not-ect",
    "ip length 29", "ip length > 29", "ip frag-off & 0x1fff == 0", "ip frag-off & 0x1fff != 0",
    "ip6 saddr != ::1", "ip6 nexthdr udp", "udp dport 5353", "udp dport != 5353",
    "udp dport { 53, 5000-6000 }", "udp dport 5354-5400", "udp length 9", "tcp dport 5353",
    "tcp dport != 5353", "tcp flags syn", "th dport 5353", "th dport { 53, 5353 }",
    "meta l4proto udp", "meta l4proto != udp", "meta nfproto ipv4", "meta nfproto ipv6",
    "meta protocol ip", "meta protocol { arp, ip6 }", "meta length 29", "meta mark 0",
    "meta mark & 0xff == 0x1", "meta mark | 0x1 == 0x1", "meta mark ^ 0x3 == 0x3",
    "meta mark < 1", "meta mark != 0", "meta priority none", "oifname \"lo\"", "oifname \"l*\"",
    "oifname != \"lo\"", "oifname { \"eth0\", \"lo\" }", "oif \"lo\"", "oif != \"lo\"",
    "iifname \"lo\"", "iifname != \"lo\"", "iif 0", "meta oiftype loopback", "meta oiftype ether",
    "oifgroup 0", "oifgroup != 0", "meta oifkind \"veth\"", "meta skuid 0", "meta skuid 5-10",
    "meta skgid 0", "meta pkttype host", "meta pkttype != host", "@nh,72,8 17", "@nh,0,8 0x45",
    "@nh,96,32 0x7f000001", "@th,16,16 5353", "@th,16,16 { 53, 80 }",
    "@nh,96,32 & 0xff000000 == 0x7f000000", "exthdr frag exists", "ip option lsrr missing",
    "tcp option maxseg exists", "icmp type echo-request", "icmpv6 type != echo-request",
    "ct state new", "ct state != new", "ct state established,related",
    "ct state { new, untracked }", "ct state vmap { new : continue, established : drop }",
    "ct state vmap { established : continue }", "ct direction original", "ct direction reply",
    "ct status snat", "ct status ! dnat", "ct mark 0", "ct mark 5", "ct l3proto ipv4",
    "ct protocol udp", "ct original ip saddr 127.0.0.1", "ct reply ip daddr 127.0.0.1",
    "ct original ip daddr 10.0.0.0/8", "udp dport 1-9999 ct original proto-dst 5353", "ct zone 0",
    "ct helper \"ftp\"", "ct label 3", "rt classid 0", "rt ip nexthop 127.0.0.1",
    "ip saddr . ip daddr { 127.0.0.1 . 127.0.0.1 }",
    "ip saddr . udp dport { 127.0.0.0/8 . 5000-6000, 10.0.0.1 . 5 }",
    "ip saddr . udp dport != { 127.0.0.0/8 . 5000-6000, 10.0.0.1 . 5 }",
    "ip daddr . meta l4proto . th dport { 127.0.0.1 . tcp . 5353 }",
    "meta l4proto . th dport { udp . 5353, tcp . 80 }",
    "ip daddr . oifname { 127.0.0.1 . \"lo\" }",
    "udp dport vmap { 5353 : continue, 53 : drop }", "udp dport vmap { 53 : continue }",
    "udp dport vmap { 5000-6000 : continue }", "meta mark set udp dport map { 53 : 0x1 }",
    "meta mark set udp dport map { 5353 : 0x1 }", "ip daddr @addresses", "ip daddr != @addresses",
    "udp dport @ports", "ip daddr . udp dport @pairs", "ether saddr 00:00:00:00:00:00",
    "vlan id 5", "socket mark 0x1", "tcp dport 5353 reject", "ct count over 1000000",
    "jhash ip daddr mod 7 seed 0x5 0", "jhash ip daddr mod 7 seed 0x5 1",
    "jhash ip daddr mod 7 seed 0x5 2", "jhash ip daddr mod 7 seed 0x5 3",
    "jhash ip daddr mod 7 seed 0x5 4", "jhash ip daddr mod 7 seed 0x5 5",
    "jhash ip daddr mod 7 seed 0x5 6",
    "jhash ip saddr . ip daddr . udp dport mod 3 seed 0xdeadbeef 0",
    "jhash ip saddr . ip daddr . udp dport mod 3 seed 0xdeadbeef 1",
    "jhash ip saddr . ip daddr . udp dport mod 3 seed 0xdeadbeef 2",
    "jhash ip daddr . oifname mod 4 seed 0x1 0", "jhash ip daddr . oifname mod 4 seed 0x1 1",
    "jhash ip daddr . oifname mod 4 seed 0x1 2", "jhash ip daddr . oifname mod 4 seed 0x1 3",
    "jhash udp dport mod 2 seed 0x2 offset 5 5", "jhash udp dport mod 2 seed 0x2 offset 5 6",
    "jhash meta l4proto . meta mark mod 2 seed 0x9 0",
    "jhash meta l4proto . meta mark mod 2 seed 0x9 1",
  ]

  @Test func `finds each condition true or false as the kernel does`() throws {
    let (ruleset, skipped) = try Self.counted()
    let table = try #require(ruleset.tables.first)
    let host = Self.host
    var decided = 0
    for rule in table.chains.first(where: { $0.name == "out" })?.rules ?? [] {
      guard rule.comment != nil, let counter = rule.counter else { continue }
      let text = rule.text(in: .inet)
      switch Self.truth(rule, table, host) {
      case true?:
        #expect(counter.packets == 1, "ours: true; \(text)")
        decided += 1
      case false?:
        #expect(counter.packets == 0, "ours: false; \(text)")
        decided += 1
      case nil: continue
      }
    }
    #expect(decided >= Self.conditions.count - skipped - 6, "decided \(decided)")
  }

  /// Whether the rule's conditions hold: nil when open.
  private static func truth(
    _ rule: NFTables.Rule, _ table: NFTables.Table, _ host: HostModel
  ) -> Bool? {
    var copy = rule
    copy.statements.append(.verdict(.drop))
    var single = table
    single.chains = [
      NFTables.Chain(
        name: "out", base: NFTables.BaseChain(type: .filter, hook: .output, priority: 0),
        rules: [copy])
    ]
    let program = NFTProgram(single, family: .ipv4, host: host)
    var context = Self.context
    var trail = Trail(isRecording: false)
    let verdict = program.traverse(from: 0, &context, &trail)
    return context.tape.isCertain ? verdict == .drop : nil
  }

  private static var context: HookContext {
    let loopback = IPAddress(v4: 0x7f00_0001)
    var packet = Packet(from: loopback, 40000, to: loopback, 5353, transport: .udp)
    packet.length = 29
    packet.outInterface = 0
    packet.hasLocalSocket = true
    packet.ownerUser = 0
    packet.ownerGroup = 0
    var context = HookContext(packet: packet, hook: .output)
    context.connection = Connection(original: ConnectionTuple(packet))
    context.state = .new
    return context
  }

  private static var host: HostModel {
    var snapshot = HostSnapshot(name: "host", role: .router)
    snapshot.links = .present([
      Link(
        index: 1, name: "lo", flags: ["LOOPBACK", "UP", "LOWER_UP"], mtu: 65536,
        linkType: "loopback")
    ])
    return HostModel(snapshot, index: 0, hasPods: false, attachment: nil)
  }

  /// The ruleset after the packet, and how many conditions this kernel does not take.
  private static func counted() throws -> (NFTables.Ruleset, skipped: Int) {
    let head = """
      table inet t {
        set addresses { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 127.0.0.0/24 }; }
        set ports { type inet_service; elements = { 53, 5353 }; }
        set pairs { type ipv4_addr . inet_service; elements = { 127.0.0.1 . 5353 }; }
        chain out { type filter hook output priority 0; }
        # No listener shall answer: the answer would pass OUTPUT, too.
        chain in { type filter hook input priority 0; meta l4proto udp drop; }
      }
      """
    let rules = conditions.enumerated().map {
      "nft 'add rule inet t out \($1) counter comment \"\($0)\"' || echo skipped >&2"
    }
    let script = """
      ip link set lo up
      echo '\(head)' | nft -f - || exit 1
      \(rules.joined(separator: "\n"))
      echo > /dev/udp/127.0.0.1/5353
      nft -j list ruleset
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-n", "bash", "-c", script]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let complaints = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let json = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    let skipped = complaints.split(separator: "\n").count { $0 == "skipped" }
    try #require(process.terminationStatus == 0, "nft, as root: \(complaints)")
    return (try NFTables.Ruleset(parsingJSON: json), skipped)
  }
}
