import Addressing
import Documents
import Firewall
import KernelLab
import Routing
import Testing

@testable import Kernel

@Suite struct KernelAnswerTests {
  private func address(_ text: String) throws -> IPAddress {
    try #require(IPAddress(parsing: text))
  }

  @Test func `asks the kernel for the way of a packet`() throws {
    let lab = try Lab()
    try lab.ip(RouteTests.links + "\n" + RouteTests.routes)
    try lab.ip("rule add fwmark 7 lookup 77\nroute add 10.2.0.0/16 via 10.0.1.77 table 77")
    let answer = { (query: RouteQuery) in
      try lab.read { () throws(KernelError) in try RoutingReader().answer(query) }
    }
    guard case .route(let matched, let taking) = try answer(.init(to: try address("10.2.3.4")))
    else {
      Issue.record("no route")
      return
    }
    #expect(matched.destination == IPPrefix(parsing: "10.2.0.0/16"))
    #expect(matched.nextHops.map(\.weight) == [3, 5])
    #expect(matched.table == .main)
    #expect(taking.nextHops.count == 1)
    guard case .route(let marked, _) = try answer(.init(to: try address("10.2.3.4"), mark: 7))
    else {
      Issue.record("no route with a mark")
      return
    }
    #expect(marked.table == .number(77))
    #expect(marked.nextHops.first?.gateway == IPAddress(parsing: "10.0.1.77"))
    guard case .route(let sixth, _) = try answer(.init(to: try address("fd10::1"))) else {
      Issue.record("no IPv6 route")
      return
    }
    #expect(sixth.destination == IPPrefix(parsing: "fd10::/32"))
    #expect(try answer(.init(to: try address("10.3.0.1"))) == .invalid)
    #expect(try answer(.init(to: try address("10.4.0.1"))) == .unreachable)
    #expect(try answer(.init(to: try address("10.5.0.1"))) == .prohibited)
    try lab.ip("route del default")
    #expect(try answer(.init(to: try address("8.8.8.8"))) == .noRoute)
    #expect(
      throws: KernelError.system(call: "if_nametoindex", subject: "no", errno: 19)
    ) { try answer(.init(to: try address("10.2.3.4"), in: "no")) }
  }

  @Test func `asks with a source, ports and an interface`() throws {
    let lab = try Lab()
    try lab.ip(RouteTests.links)
    try lab.ip(
      """
      rule add iif v2 ipproto tcp dport 80 lookup 9
      route add 10.50.0.0/16 via 10.0.0.9 table 9
      rule add uidrange 50-60 lookup 8
      route add 10.50.0.0/16 via 10.0.0.8 table 8
      """)
    try lab.inside.run(["sysctl", "-w", "net.ipv4.ip_forward=1"])
    let table = { (query: RouteQuery) -> RoutingTable? in
      let answer = try lab.read { () throws(KernelError) in try RoutingReader().answer(query) }
      guard case .route(let route, _) = answer else { return nil }
      return route.table
    }
    let to = try address("10.50.0.1")
    let from = try address("10.0.1.7")
    #expect(
      try table(
        .init(to: to, from: from, in: "v2", transport: .tcp, sourcePort: 9, destinationPort: 80))
        == .number(9))
    #expect(
      try table(
        .init(to: to, from: from, in: "v2", transport: .tcp, sourcePort: 9, destinationPort: 81))
        == nil)
    #expect(try table(.init(to: to, uid: 55)) == .number(8))
    #expect(try table(.init(to: to, uid: 61)) == nil)
  }

  @Test func `reads the forwarding database as bridge prints it`() throws {
    let lab = try Lab()
    try lab.ip(
      """
      link add b0 type bridge
      link add v0 type veth peer name v1
      link set v0 master b0
      link set b0 up
      link set v0 up
      link add vx type vxlan id 42 dstport 8472
      link set vx master b0
      link set vx up
      """)
    for entry in [
      "02:00:00:00:00:01 dev v0 master static", "02:00:00:00:00:02 dev vx dst 10.0.0.9 self",
      "02:00:00:00:00:03 dev vx dst 10.0.0.9 vni 77 self permanent",
      "02:00:00:00:00:04 dev b0 self local", "02:00:00:00:00:05 dev v0 master extern_learn",
    ] {
      try lab.inside.run(["bridge", "fdb", "add"] + entry.split(separator: " ").map(String.init))
    }
    let entries = try lab.agree(
      { try Self.entries(try lab.bytes("bridge -j -d fdb")) },
      { () throws(KernelError) in Set(try RoutingReader().forwardingEntries()) })
    #expect(entries.native.count > 8)
    #expect(entries.native == entries.tool)
  }

  private static func entries(_ text: [UInt8]) throws -> Set<ForwardingEntry> {
    var entries: Set<ForwardingEntry> = []
    for node in try Node(parsingJSON: text).array ?? [] {
      let member = { (key: String) in node.object?.first { $0.key == key }?.value }
      entries.insert(
        ForwardingEntry(
          mac: member("mac")?.string ?? "", dev: member("ifname")?.string ?? "",
          vlan: member("vlan")?.int.map { UInt16($0) },
          destination: member("dst")?.string.flatMap { IPAddress(parsing: $0) },
          vni: member("vni")?.int.map { UInt32($0) }, master: member("master")?.string,
          flags: (member("flags")?.array ?? []).compactMap(\.string),
          state: member("state")?.string ?? ""))
    }
    return entries
  }

  @Test func `reads the configuration of interfaces as their settings say`() throws {
    let lab = try Lab()
    try lab.ip(RouteTests.links)
    for setting in [
      "ipv4.conf.v0.forwarding=1", "ipv4.conf.v2.rp_filter=2", "ipv4.conf.v0.proxy_arp=1",
    ] {
      try lab.inside.run(["sysctl", "-w", "net.\(setting)"])
    }
    try lab.read { () throws(KernelError) in
      let settings = try SysctlReader().read()
      let found = try RoutingReader().configurations(.ipv4)
      #expect(found.count == 7)
      for entry in found {
        let number = { (name: String) in settings.number("net.ipv4.conf.\(entry.interface).\(name)")
        }
        #expect(entry.reversePathFilter == number("rp_filter"), "\(entry.interface)")
        #expect(entry.forwards == number("forwarding").map { $0 == 1 }, "\(entry.interface)")
        #expect(entry.answersForOthers == number("proxy_arp").map { $0 == 1 })
      }
    }
  }

  @Test func `counts what the kernel counts`() throws {
    let lab = try Lab()
    let before = try lab.namespace.perform { NetworkCounters.read() }
    let (status, _) = try lab.inside.attempt(
      ["python3", "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"])
    #expect(status != 0)
    let after = try lab.namespace.perform { NetworkCounters.read() }
    let changes = after.changes(since: before)
    #expect(changes["Tcp.AttemptFails"] == 1)
    #expect(changes["Tcp.OutRsts"] == 1)
    #expect(after["nf_conntrack.entries"] == 0)
    #expect(after["arp_cache.lookups"] != nil || after["nf_conntrack.found"] != nil)
  }

  @Test func `hears the packets of a log group, once`() throws {
    let lab = try Lab()
    try lab.inside.run(
      [
        "iptables-legacy", "-A", "OUTPUT", "-p", "udp", "-j", "NFLOG", "--nflog-group", "7",
        "--nflog-prefix", "hello ",
      ])
    let reader = try lab.read { () throws(KernelError) in try LogReader(group: 7, copying: 64) }
    #expect(throws: KernelError.taken(subject: "log group 7")) {
      try lab.read { () throws(KernelError) in try LogReader(group: 7) }
    }
    try lab.inside.run([
      "python3", "-c",
      "import socket; s = socket.socket(2, 2); [s.sendto(b'x' * n, ('127.0.0.1', 9)) for n in (5, 200)]",
    ])
    var packets: [LoggedPacket] = []
    while packets.count < 2 {
      let more = try reader.packets(milliseconds: 2000)
      if more.isEmpty { break }
      packets += more
    }
    #expect(packets.map(\.prefix) == ["hello ", "hello "])
    #expect(packets.map(\.bytes.count) == [33, 64])
    #expect(packets.map(\.sequence) == [0, 1])
    #expect(packets.first?.hook == 3)
    #expect(packets.first?.outInterface == 1)
  }

  @Test func `says that there is no load balancer`() {
    #expect(throws: KernelError.unsupported(subject: "virtual servers (IPVS)", module: "ip_vs")) {
      try VirtualServerReader()
    }
  }
}
