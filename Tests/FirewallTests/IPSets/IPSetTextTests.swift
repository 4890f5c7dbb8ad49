import Addressing
import Firewall
import Testing

@Suite struct IPSetTextTests {
  @Test func `prints every recorded ipset save byte for byte`() throws {
    let files = try Samples.files("ipset-save.txt")
    #expect(!files.isEmpty)
    for file in files {
      #expect(try IPSets(parsing: file.bytes).bytes == file.bytes, "\(file.path)")
    }
  }

  /// The form of each type's lines; those marked * were checked on the types' own code in the
  /// kernel and in ipset, since few kernels are built with them.
  static let types: [String] = [
    """
    create a hash:ip family inet hashsize 1024 maxelem 65536 timeout 100 counters comment skbinfo \
    bucketsize 12 initval 0xd8782ff1
    add a 10.0.0.2 timeout 99 packets 0 bytes 0 skbmark 0x1234
    add a 10.0.0.1 timeout 0 packets 3 bytes 4 comment "hello world" skbmark 0x11/0xff \
    skbprio 1:10 skbqueue 4

    """,
    """
    create a hash:ip family inet6 hashsize 1024 maxelem 65536 netmask 64 bucketsize 12 initval \
    0x7c614a2a
    add a fe80:1::
    create b hash:ip family inet6 hashsize 64 maxelem 10
    add b ::1.2.3.4
    add b ::ffff:1.2.3.4
    add b 2001:db8::1

    """,
    """
    create a hash:ip family inet hashsize 1024 maxelem 65536 bitmask 255.0.255.0 forceadd
    add a 10.0.5.0

    """,
    """
    create n hash:net family inet hashsize 1024 maxelem 65536 timeout 0 counters comment
    add n 10.0.0.0/8 timeout 0 packets 0 bytes 0
    add n 10.1.0.0/16 timeout 0 nomatch packets 0 bytes 0 comment "a,b\\x"
    add n 1.2.3.4 timeout 0 packets 0 bytes 0

    """,
    """
    create p hash:ip,port family inet hashsize 1024 maxelem 65536
    add p 10.0.0.1,icmp:echo-request
    add p 10.0.0.1,icmp:8/1
    add p 10.0.0.1,icmp:host-unreachable
    add p 10.0.0.1,udp:53
    add p 10.0.0.1,vrrp:0
    add p 10.0.0.1,200:0
    add p 10.0.0.1,sctp:9
    create q hash:ip,port family inet6 hashsize 1024 maxelem 65536
    add q fe80::1,ipv6-icmp:neighbour-solicitation
    add q fe80::1,ipv6-icmp:200/1
    add q fe80::1,tcp:80

    """,
    """
    create a hash:ip,port,ip family inet
    add a 10.0.0.1,tcp:8,10.0.0.2
    create b hash:ip,port,net family inet
    add b 10.0.0.1,tcp:8,10.0.0.2/31 nomatch
    create c hash:net,port family inet
    add c 10.0.0.0/8,udp:53 nomatch
    add c 10.0.0.1,tcp:53

    """,
    """
    create i hash:net,iface family inet hashsize 1024 maxelem 65536 timeout 0 comment
    add i 10.0.0.0/8,physdev:eth0 timeout 0
    add i 0.0.0.0/0,physdev:veth timeout 0 nomatch wildcard comment "w"
    add i 0.0.0.0/0,eth timeout 0 nomatch wildcard

    """,
    """
    create b bitmap:ip range 10.0.0.0-10.0.255.255 netmask 24 timeout 5 comment
    add b 10.0.3.0 timeout 4 comment "z"
    create c bitmap:port range 0-1023
    add c 5
    create l list:set size 4 timeout 5 counters comment
    add l b timeout 4 packets 0 bytes 0 comment "q"
    add l c timeout 0 packets 0 bytes 0

    """,
    // * not in the kernels of CI
    """
    create m hash:mac hashsize 1024 maxelem 65536 bucketsize 12 initval 0x00000001
    add m 01:23:45:67:89:AB
    create k hash:ip,mark family inet markmask 0x0000ff00 hashsize 1024 maxelem 65536
    add k 10.0.0.1,0x00000300
    create o hash:ip,mac family inet hashsize 1024 maxelem 65536
    add o 10.0.0.1,01:23:45:67:89:AB
    create e hash:net,net family inet hashsize 1024 maxelem 65536
    add e 10.0.0.0/8,192.168.0.1 nomatch
    create f hash:net,port,net family inet6 hashsize 1024 maxelem 65536
    add f 2001:db8::/32,tcp:80,::/0
    create g bitmap:ip,mac range 10.0.0.0-10.0.0.255
    add g 10.0.0.1,01:23:45:67:89:AB
    add g 10.0.0.2

    """,
    """
    create z hash:galaxy family inet warp 9
    add z 42~7 timeout 3 wormhole
    create y hash:ip family inet turbo
    add y 10.0.0.1 spin

    """,
  ]

  @Test(arguments: types)
  func `prints what it read`(text: String) throws {
    #expect(try IPSets(parsing: text).text == text)
  }

  @Test func `reads lines as people write them`() throws {
    let sets = try IPSets(
      parsing: "\n# ours\r\ncreate a hash:ip -exist\r\n  add\ta 10.0.0.1 \r\nadd a 10.0.0.1\r\n"
        + "create a hash:ip -exist\nadd -exist a 10.0.0.2 comment x\nCOMMIT\n")
    #expect(sets["a"]?.memberTexts == ["10.0.0.1", "10.0.0.2 comment \"x\""])
    #expect(sets["b"] == nil)
    #expect(sets["a"]?.count == 2)
  }

  @Test(arguments: [
    ("hash:ip", "10.0.0.0/30", ["10.0.0.0-10.0.0.3"]),
    ("hash:ip", "10.0.0.9-10.0.0.7", ["10.0.0.7-10.0.0.9"]),
    ("hash:net", "10.2.0.1-10.2.0.6", ["10.2.0.1", "10.2.0.2/31", "10.2.0.4/31", "10.2.0.6"]),
    ("hash:net", "10.2.0.1/24", ["10.2.0.0/24"]),
    ("hash:ip,port", "10.0.0.0/31,udp:53-55", ["10.0.0.0-10.0.0.1,udp:53-55"]),
    ("hash:ip,port", "10.0.0.1,80", ["10.0.0.1,tcp:80"]),
    ("hash:ip,port", "10.0.0.1,icmp:ping", ["10.0.0.1,icmp:echo-request"]),
    ("hash:net,net", "10.0.0.0-10.0.0.2,10.0.0.1", ["10.0.0.0/31,10.0.0.1", "10.0.0.2,10.0.0.1"]),
    ("bitmap:port range 0-99", "tcp:5-7", ["5-7"]),
    (
      "bitmap:ip,mac range 10.0.0.0/24",
      "10.0.0.1\nadd s 10.0.0.1,02:00:00:00:00:0A", ["10.0.0.1,02:00:00:00:00:0A"]
    ),
  ])
  func `reads runs`(type: String, member: String, printed: [String]) throws {
    let sets = try IPSets(parsing: "create s \(type)\nadd s \(member)\n")
    #expect(sets["s"]?.memberTexts == printed)
    #expect(try IPSets(parsing: sets.text) == sets)
  }

  @Test func `keeps the order of a list of sets`() throws {
    let sets = try IPSets(
      parsing: "create l list:set\nadd l a\nadd l b before a\nadd l c after b\nadd l d\n")
    #expect(sets["l"]?.memberTexts == ["b", "c", "a", "d"])
  }

  @Test func `tells a member's timeout, counters, comment and metadata`() throws {
    let set = try #require(try IPSets(parsing: Self.types[0])["a"])
    #expect(set.timeout(of: 0) == 99)
    #expect(set.counters(of: 1) == Counters(packets: 3, bytes: 4))
    #expect(set.comment(of: 1) == "hello world")
    #expect(set.metadata(of: 1)?.priority == 0x10010)
    #expect(set.metadata(of: 1)?.queue == 4)
    #expect(set.metadata(of: 1)?.mark == 0x11)
    #expect(set.comment(of: 0) == nil)
  }

  @Test func `reads an empty text as no sets`() throws {
    #expect(try IPSets(parsing: "").sets.isEmpty)
  }
}
