import Addressing
import Firewall
import KernelLab
import Testing

@testable import Kernel

@Suite struct ConntrackTests {
  static let entries = """
    -p tcp -s 1.1.1.1 -d 2.2.2.2 --sport 1 --dport 2 --state ESTABLISHED -t 9500 -u ASSURED -m 5
    -p tcp -s 1.1.1.1 -d 2.2.2.2 --sport 3 --dport 2 --state SYN_SENT -t 9500 --dst-nat 9.9.9.9:80
    -p tcp -s 1.1.1.1 -d 2.2.2.2 --sport 4 --dport 2 --state TIME_WAIT -t 9500 --src-nat 7.7.7.7
    -p udp -s 1.1.1.1 -d 2.2.2.2 --sport 3 --dport 2 -t 9500 -w 7
    -p udp -s 1.1.1.1 -d 2.2.2.2 --sport 3 --dport 2 -t 9500 --orig-zone 4
    -p udp -s 1.1.1.1 -d 2.2.2.2 --sport 3 --dport 9 -t 9500 -u SEEN_REPLY -m 0xffffffff
    -p icmp -s 1.1.1.1 -d 2.2.2.2 --icmp-type 8 --icmp-code 0 --icmp-id 77 -t 9500
    -p sctp -s 1.1.1.1 -d 2.2.2.2 --sport 3 --dport 2 --state ESTABLISHED --orig-vtag 1 --reply-vtag 2 -t 9500
    -p gre -s 1.1.1.1 -d 2.2.2.2 --srckey 5 --dstkey 6 -t 9500
    -p udplite -s 1.1.1.1 -d 2.2.2.2 --sport 3 --dport 2 -t 9500
    -p icmpv6 -s fd00::1 -d fd00::2 --icmpv6-type 128 --icmpv6-code 0 --icmpv6-id 77 -t 9500
    -p tcp -s fd00::1 -d fd00::2 --sport 3 --dport 2 --state LAST_ACK -t 9500
    -p 50 -s 1.1.1.1 -d 2.2.2.2 -t 9500
    """

  private func fill(_ lab: Lab) throws {
    for line in Self.entries.split(separator: "\n") {
      try lab.inside.run(["conntrack", "-I"] + line.split(separator: " ").map(String.init))
    }
  }

  /// Without the seconds left.
  private static func still(_ table: ConntrackTable) -> Set<ConntrackEntry> {
    Set(
      table.entries.map { entry in
        var entry = entry
        entry.timeout = entry.timeout.map { $0 / 1000 }
        return entry
      })
  }

  @Test(arguments: IPFamily.allCases)
  func `reads connections as conntrack prints them`(family: IPFamily) throws {
    let lab = try Lab()
    try fill(lab)
    let native = try lab.read { () throws(KernelError) in try ConntrackReader().table(family) }
    let tool = try ConntrackTable(parsing: try lab.bytes("conntrack -L -f \(family)"))
    #expect(native.entries.count == (family == .ipv4 ? 11 : 2))
    #expect(Self.still(native) == Self.still(tool))
    #expect(native.entries.count == tool.entries.count)
  }

  @Test func `reads both families at once`() throws {
    let lab = try Lab()
    try fill(lab)
    let native = try lab.read { () throws(KernelError) in try ConntrackReader().table() }
    #expect(native.entries.count == 13)
  }

  @Test func `lets the kernel filter`() throws {
    let lab = try Lab()
    try fill(lab)
    var byMark = ConntrackFilter()
    byMark.mark = 5
    var byTuple = ConntrackFilter()
    byTuple.destination = IPAddress(v4: 0x0202_0202)
    byTuple.transport = .tcp
    byTuple.sourcePort = 3
    var bySource = ConntrackFilter()
    bySource.source = IPAddress(v6High: 0xfd00_0000_0000_0000, low: 1)
    for (filter, count) in [(byMark, 1), (byTuple, 1), (bySource, 2)] {
      let found = try lab.read { () throws(KernelError) in
        try ConntrackReader().table(where: filter)
      }
      #expect(found.entries.count == count, "\(filter)")
    }
  }

  @Test func `finds one connection by its tuple`() throws {
    let lab = try Lab()
    try fill(lab)
    let (from, to) = (IPAddress(v4: 0x0101_0101), IPAddress(v4: 0x0202_0202))
    let found = try lab.read { () throws(KernelError) in
      try ConntrackReader().entry(.tcp, from: from, to: to, .ports(source: 3, destination: 2))
    }
    #expect(found?.reply.source == IPAddress(v4: 0x0909_0909))
    let ping = try lab.read { () throws(KernelError) in
      try ConntrackReader().entry(.icmp, from: from, to: to, .icmp(type: 8, code: 0, id: 77))
    }
    #expect(ping?.transport == .icmp)
    let none = try lab.read { () throws(KernelError) in
      try ConntrackReader().entry(.tcp, from: from, to: to, .ports(source: 3, destination: 3))
    }
    #expect(none == nil)
  }
}
