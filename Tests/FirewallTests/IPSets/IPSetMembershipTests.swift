import Addressing
import Firewall
import Testing

@Suite struct IPSetMembershipTests {
  /// A packet from 10.0.0.1 port 40000 to 10.9.9.9 port 80, in by eth0, out by eth1.
  static func packet() throws -> IPSetPacket {
    IPSetPacket(
      source: try #require(IPAddress(parsing: "10.0.0.1")),
      destination: try #require(IPAddress(parsing: "10.9.9.9")),
      ports: .of(.tcp, source: 40000, destination: 80), inInterface: "eth0", outInterface: "eth1",
      mark: 0x1234,
      link: .ethernet(
        source: try #require(MACAddress(parsing: "02:00:00:00:00:01")),
        destination: try #require(MACAddress(parsing: "02:00:00:00:00:02"))))
  }

  static let rows: [(create: String, members: [String], directions: String, holds: String?)] = [
    ("hash:ip", ["10.0.0.1"], "src", "10.0.0.1"),
    ("hash:ip", ["10.0.0.1"], "dst", nil),
    ("hash:ip netmask 24", ["10.0.0.77"], "src", "10.0.0.0"),
    ("hash:ip", ["10.0.0.0-10.0.0.9"], "src", "10.0.0.0-10.0.0.9"),
    ("hash:ip family inet6", ["::1"], "src", nil),
    ("hash:ip,port", ["10.0.0.1,80"], "src", nil),
    ("hash:ip,port", ["10.0.0.1,tcp:80"], "src,dst", "10.0.0.1,tcp:80"),
    ("hash:ip,port", ["10.0.0.1,udp:80"], "src,dst", nil),
    ("hash:ip,port", ["10.0.0.1,tcp:40000"], "src,src", "10.0.0.1,tcp:40000"),
    ("hash:ip,port,ip", ["10.0.0.1,80,10.9.9.9"], "src,dst,dst", "10.0.0.1,tcp:80,10.9.9.9"),
    ("hash:ip,port,net", ["10.0.0.1,80,10.9.0.0/16"], "src,dst,dst", "10.0.0.1,tcp:80,10.9.0.0/16"),
    ("hash:net,port", ["10.9.0.0/16,70-90"], "dst,dst", "10.9.0.0/16,tcp:70-90"),
    ("hash:net,net", ["10.0.0.0/8,10.9.0.0/16"], "src,dst", "10.0.0.0/8,10.9.0.0/16"),
    ("hash:net,net", ["10.0.0.0/8,10.9.0.0/16", "10.0.0.0/24,10.0.0.0/8 nomatch"], "src,dst", nil),
    ("hash:net,port,net", ["0.0.0.0/0,80,10.9.9.9"], "src,dst,dst", "0.0.0.0/0,tcp:80,10.9.9.9"),
    ("hash:ip,mark markmask 0xff00", ["10.0.0.1,0x12ff"], "src,src", "10.0.0.1,0x00001200"),
    ("hash:mac", ["02:00:00:00:00:01"], "src", "02:00:00:00:00:01"),
    ("hash:mac", ["02:00:00:00:00:02"], "dst", "02:00:00:00:00:02"),
    ("hash:ip,mac", ["10.0.0.1,02:00:00:00:00:01"], "src,src", "10.0.0.1,02:00:00:00:00:01"),
    ("hash:ip,mac", ["10.0.0.1,02:00:00:00:00:09"], "src,src", nil),
    (
      "bitmap:ip,mac range 10.0.0.0/24", ["10.0.0.1,02:00:00:00:00:01"], "src,src",
      "10.0.0.1,02:00:00:00:00:01"
    ),
    ("bitmap:ip,mac range 10.0.0.0/24", ["10.0.0.1"], "src,src", "10.0.0.1"),
    ("bitmap:ip,mac range 10.0.0.0/24", ["10.0.0.1,02:00:00:00:00:09"], "src,src", nil),
    ("bitmap:ip range 10.0.0.0/24", ["10.0.0.0/30"], "src", "10.0.0.0-10.0.0.3"),
    ("bitmap:ip range 10.0.0.0/24", ["10.0.0.1"], "dst", nil),
    ("bitmap:port range 0-1023", ["80"], "dst", "80"),
    ("bitmap:port range 0-1023", ["80"], "src", nil),
    ("hash:net,iface", ["10.0.0.0/8,eth0"], "src,src", "10.0.0.0/8,eth0"),
    ("hash:net,iface", ["10.0.0.0/8,eth0"], "src,dst", nil),
    ("hash:net,iface", ["10.0.0.0/8,eth wildcard"], "src,dst", "10.0.0.0/8,eth wildcard"),
    // The longest network decides, though its interface is another one.
    ("hash:net,iface", ["10.0.0.0/24,eth7", "10.0.0.0/8,eth0"], "src,src", nil),
    // No rule asks for bridge ports.
    ("hash:net,iface", ["10.0.0.0/8,physdev:eth0"], "src,src", nil),
  ]

  @Test(arguments: rows)
  func `finds what the kernel's code finds`(
    create: String, members: [String], directions: String, holds: String?
  ) throws {
    let adds = members.map { "add s \($0)\n" }.joined()
    let sets = try IPSets(parsing: "create s \(create)\n\(adds)")
    let query = IPSetQuery(try #require(IPSetDirections(parsing: directions)))
    switch sets.test(try Self.packet(), in: "s", query) {
    case .yes(let id): #expect(sets.entry(for: id) == holds.map { "add s \($0)" })
    case .no: #expect(holds == nil)
    case .undecidable(let reason): Issue.record("undecidable: \(reason)")
    }
  }

  @Test(arguments: [
    ("10.1.1.1", false, true), ("10.1.1.1", true, false), ("10.2.1.1", false, false),
    ("10.2.1.1", true, true), ("10.2.2.1", false, true), ("11.0.0.1", false, false),
    ("11.0.0.1", true, false),
  ])
  func `honours nomatch and return-nomatch`(source: String, returns: Bool, holds: Bool) throws {
    let sets = try IPSets(
      parsing: "create s hash:net\nadd s 10.0.0.0/8\nadd s 10.2.0.0/16 nomatch\n"
        + "add s 10.2.2.0/24\ncreate l list:set\nadd l s\n")
    var packet = try Self.packet()
    packet.source = try #require(IPAddress(parsing: source))
    var query = IPSetQuery(try #require(IPSetDirections([true])))
    query.returnsNoMatch = returns
    for name in ["s", "l"] {
      let answer = sets.test(packet, in: name, query)
      #expect((answer != .no) == holds, "\(name)")
    }
  }

  @Test func `goes on to a shorter prefix when the counters do not meet the rule`() throws {
    let sets = try IPSets(
      parsing: "create s hash:net counters\nadd s 10.0.0.0/24 packets 1 bytes 1\n"
        + "add s 10.0.0.0/8 packets 9 bytes 9\n")
    var query = IPSetQuery(try #require(IPSetDirections([true])))
    query.counters = IPSetCounterCondition(
      packets: .greater(than: 9), added: Counters(packets: 1, bytes: 60))
    let id = IPSetMemberID(set: 0, member: 1)
    #expect(sets.test(try Self.packet(), in: "s", query) == .yes(id))
    query.counters?.packets = .greater(than: 10)
    #expect(sets.test(try Self.packet(), in: "s", query) == .no)
  }

  @Test(arguments: [
    ("create x hash:galaxy\nadd x 1\n", "unknown type hash:galaxy"),
    ("create x hash:ip turbo\nadd x 10.0.0.1\n", "unknown option turbo"),
    ("create x hash:ip\nadd x 10.0.0.1 spin\n", "unknown option spin"),
    ("create x list:set\nadd x gone\n", "gone, which is missing"),
    ("", "no set called x"),
  ])
  func `says what it cannot decide`(text: String, says: String) throws {
    let query = IPSetQuery(try #require(IPSetDirections([true])))
    let answer = try IPSets(parsing: text).test(try Self.packet(), in: "x", query)
    guard case .undecidable(let reason) = answer else {
      Issue.record("decided: \(answer)")
      return
    }
    #expect(reason.contains(says), "\(reason)")
  }

  @Test func `decides a list whose missing member cannot matter`() throws {
    let sets = try IPSets(
      parsing: "create a hash:ip\nadd a 10.0.0.1\ncreate l list:set\nadd l gone\nadd l a\n")
    let query = IPSetQuery(try #require(IPSetDirections([true])))
    #expect(
      sets.test(try Self.packet(), in: "l", query) == .yes(IPSetMemberID(set: 0, member: 0)))
  }

  @Test func `cannot tell a MAC address that nobody recorded`() throws {
    let sets = try IPSets(parsing: "create a hash:mac\nadd a 02:00:00:00:00:01\n")
    let query = IPSetQuery(try #require(IPSetDirections([true])))
    var packet = try Self.packet()
    packet.link = .absent
    #expect(sets.test(packet, in: "a", query) == .no)
    packet.link = .unknown
    #expect(sets.test(packet, in: "a", query) != .no)
  }
}
