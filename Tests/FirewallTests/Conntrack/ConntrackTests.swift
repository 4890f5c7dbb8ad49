import Addressing
import Firewall
import Testing

@Suite struct ConntrackTests {
  @Test func `prints every recorded conntrack -L byte for byte`() throws {
    for file in try Samples.files("conntrack.txt") {
      let printed = try ConntrackTable(parsing: file.bytes).text
      #expect(Array(printed.utf8) == file.bytes, "\(file.path)")
    }
  }

  static let lines: [String] = [
    "tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 packets=1 bytes=52"
      + " src=10.42.0.2 dst=10.0.0.1 sport=8 dport=1 packets=1 bytes=60 [ASSURED] mark=5"
      + " secctx=null delta-time=4 use=1",
    "udp      17 29 src=10.0.0.1 dst=10.0.0.2 sport=53 dport=53 [UNREPLIED] src=10.0.0.2"
      + " dst=10.0.0.1 sport=53 dport=53 mark=0 zone=7 use=1",
    "icmp     1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=3 src=10.0.0.2 dst=10.0.0.1 type=0"
      + " code=0 id=3 mark=0 id=12345 use=1",
    "icmpv6   58 29 src=fe80::1 dst=fe80::2 type=128 code=0 id=3 [UNREPLIED] src=fe80::2"
      + " dst=fe80::1 type=129 code=0 id=3 mark=0 use=1",
    "ipv6     10 tcp      6 59 SYN_SENT src=2001:db8::1 dst=2001:db8::2 sport=5 dport=6"
      + " [UNREPLIED] src=2001:db8::2 dst=2001:db8::1 sport=6 dport=5 mark=0 use=1",
    "ipv4     2 sctp     132 9 COOKIE_WAIT src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2"
      + " dst=10.0.0.1 sport=2 dport=1 [ASSURED] mark=0 helper=ftp use=2 labels=a,b",
    "gre      47 179 src=10.0.0.1 dst=10.0.0.2 srckey=0x0 dstkey=0xab src=10.0.0.2 dst=10.0.0.1"
      + " srckey=0xab dstkey=0x0 mark=0 use=1",
    "unknown  2 599 src=10.0.0.1 dst=224.0.0.22 [UNREPLIED] src=224.0.0.22 dst=10.0.0.1 mark=0"
      + " use=1 zebra=9 loose",
    "tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 zone-orig=3 src=10.0.0.2 dst=10.0.0.1"
      + " sport=2 dport=1 zone-reply=4 [OFFLOAD] [FROZEN] mark=0 use=3",
  ]

  @Test(arguments: lines)
  func `prints what it read`(line: String) throws {
    #expect(try ConntrackTable(parsing: line + "\n").text == line + "\n")
  }

  @Test func `reads CRLF and passes over the tool's closing line`() throws {
    let text =
      Self.lines[0] + "\r\n\nconntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.\n"
    let entries = try ConntrackTable(parsing: text).entries
    #expect(entries.count == 1)
    let entry = try #require(entries.first)
    #expect(entry.state == "ESTABLISHED")
    #expect(entry.isAssured)
    #expect(entry.mark == 5)
    #expect(entry.isDestinationTranslated)
    #expect(!entry.isSourceTranslated)
    #expect(entry.original.counters == Counters(packets: 1, bytes: 52))
  }

  @Test func `looks a packet up in both directions and within its zone`() throws {
    let table = try ConntrackTable(parsing: Self.lines.joined(separator: "\n"))
    let client = try #require(IPAddress(parsing: "10.0.0.1"))
    let server = try #require(IPAddress(parsing: "10.0.0.2"))
    let pod = try #require(IPAddress(parsing: "10.42.0.2"))
    let there = table.lookup(.tcp, from: client, to: server, .ports(source: 1, destination: 2))
    #expect(there?.entry.mark == 5)
    #expect(there?.isReply == false)
    let back = table.lookup(.tcp, from: pod, to: client, .ports(source: 8, destination: 1))
    #expect(back?.isReply == true)
    let udp = ConntrackPorts.ports(source: 53, destination: 53)
    #expect(table.lookup(.udp, from: client, to: server, udp) == nil)
    #expect(table.lookup(.udp, from: client, to: server, udp, zone: 7)?.entry.isUnreplied == true)
    let pong = ConntrackPorts.icmp(type: 0, code: 0, id: 3)
    #expect(table.lookup(.icmp, from: server, to: client, pong)?.isReply == true)
  }

  @Test(arguments: [
    ("tcp 6 9 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2\n", 1, "is cut off"),
    ("\ntcp\n", 2, "not followed by a protocol number"),
    ("tcp 6 9 src=x dst=10.0.0.1", 1, "'x' is not an IP address"),
    ("tcp 6 9 src=10.0.0.1 dst=10.0.0.1 sport=99999", 1, "'sport=99999' has no valid number"),
    ("udp 17 9 src=10.0.0.1 src=10.0.0.1 dst=10.0.0.1", 1, "of one family"),
    ("udp 17 9 src=10.0.0.1 dst=10.0.0.2 src=::1 dst=::2 mark=y", 1, "'mark=y'"),
  ])
  func `says which line is wrong and why`(text: String, line: Int, says: String) {
    let error = #expect(throws: FirewallError.self) { try ConntrackTable(parsing: text) }
    guard case .malformed(let found, let reason) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(found == line)
    #expect(reason.contains(says), "\(reason)")
  }
}
