import Addressing
import Firewall
import KernelLab
import Testing

@testable import Kernel

@Suite struct IPSetTests {
  /// Every type that this kernel knows, with every option and every part of a member.
  static let sets = """
    create a hash:ip family inet hashsize 64 maxelem 100
    add a 10.0.0.1
    add a 10.0.0.8/30
    create b hash:ip family inet6 timeout 90000 counters comment skbinfo forceadd
    add b fd00::1 timeout 80000 packets 5 bytes 600 comment "one two" skbmark 0x10/0xff skbprio 1:2 skbqueue 3
    add b fd00::2 timeout 0
    create c hash:ip netmask 24 bucketsize 6
    add c 10.1.2.0
    create d hash:net family inet counters
    add d 10.0.0.0/8
    add d 10.1.0.0/16 nomatch
    add d 10.1.1.1
    add d 0.0.0.0/1
    create e hash:net family inet6 comment
    add e fd00::/8 comment "x"
    add e fd01::1
    create f hash:ip,port
    add f 10.0.0.1,tcp:80
    add f 10.0.0.1,udp:53
    add f 10.0.0.1,icmp:8/0
    add f 10.0.0.1,icmp:200/7
    add f 10.0.0.1,sctp:1-3
    add f 10.0.0.1,gre:0
    create g hash:ip,port family inet6
    add g fd00::1,icmpv6:128/0
    add g fd00::1,tcp:443
    create h hash:ip,port,ip
    add h 10.0.0.1,tcp:80,10.0.0.2
    create i hash:ip,port,net
    add i 10.0.0.1,tcp:80,10.2.0.0/16
    add i 10.0.0.1,tcp:81,10.2.0.9 nomatch
    create j hash:net,port family inet6
    add j fd00::/64,udp:53
    add j fd00::5,udp:53 nomatch
    create k hash:net,iface
    add k 10.0.0.0/8,eth0
    add k 10.0.0.0/8,eth1
    add k 10.0.0.0/16,physdev:eth0
    add k 10.0.0.0/24,eth0 nomatch
    add k 10.3.0.0/24,wg wildcard
    add k 0.0.0.0/0,any
    create l bitmap:ip range 10.9.0.0/20 timeout 90000 comment
    add l 10.9.0.1 comment "y"
    add l 10.9.0.5 timeout 70000
    create m bitmap:ip range 10.0.0.0/8 netmask 24 counters
    add m 10.7.7.0
    create n bitmap:port range 1-1000 skbinfo
    add n 80-82
    add n 443 skbmark 0x7
    create o bitmap:ip,mac range 10.0.0.0/24
    add o 10.0.0.1,02:00:00:00:00:AB
    add o 10.0.0.2
    create p hash:ip,port,ip family inet6
    add p fd00::1,tcp:80,fd00::2
    create q hash:ip,port,net family inet6
    add q fd00::1,tcp:80,fd01::/64
    create empty hash:ip
    create z list:set size 9 timeout 90000 counters comment
    add z f
    add z a before f
    add z d comment "third"

    """

  private func compare(_ lab: Lab, _ what: String) throws {
    let tool = try IPSets(parsing: try lab.bytes("ipset save"))
    let native = try lab.read { () throws(KernelError) in try IPSetReader().sets() }
    #expect(native.sets.map(\.name) == tool.sets.map(\.name), "\(what)")
    for (tool, native) in zip(tool.sets, native.sets) {
      #expect(native.createLine == tool.createLine, "\(what)")
      #expect(native.memberTexts.map(still) == tool.memberTexts.map(still), "\(what): \(tool.name)")
      // The seconds left run on between the two looks.
      if !tool.createLine.contains(" timeout ") {
        #expect(native == tool, "\(what): \(tool.createLine)")
      }
    }
  }

  private func still(_ line: String) -> String {
    var words = line.split(separator: " ")
    for index in words.indices.dropLast()
    where words[index] == "timeout" && words[index + 1].utf8.count >= 5 {
      words[index + 1] = "later"
    }
    return words.joined(separator: " ")
  }

  @Test func `reads sets of every type as ipset saves them`() throws {
    let lab = try Lab()
    try lab.inside.run(["ipset", "restore"], input: Self.sets)
    try compare(lab, "every type")
  }

  @Test func `reads a set that spans many messages`() throws {
    let lab = try Lab()
    var lines = "create big hash:ip,port hashsize 65536 maxelem 100000\n"
    for index in 0..<20_000 {
      lines += "add big 10.\(index >> 16).\(index >> 8 & 255).\(index & 255),tcp:\(index)\n"
    }
    try lab.inside.run(["ipset", "restore"], input: lines)
    let native = try lab.read { () throws(KernelError) in try IPSetReader().sets() }
    #expect(native["big"]?.count == 20_000)
    let tool = try IPSets(parsing: try lab.bytes("ipset save"))
    #expect(native == tool)
  }

  @Test func `finds sets by name and by number`() throws {
    let lab = try Lab()
    try lab.inside.run(["ipset", "restore"], input: Self.sets)
    try lab.read { () throws(KernelError) in
      let reader = try IPSetReader()
      let names = try reader.names()
      #expect(names.count == 19)
      for (index, name) in names { #expect(try reader.name(index: index) == name) }
      #expect(try reader.name(index: 9999) == nil)
      #expect(try reader.set("d")?.count == 4)
      #expect(try reader.set("nowhere") == nil)
    }
  }

  @Test func `reads random sets as ipset saves them`() throws {
    for seed in Seeds.make(4) {
      var chance = Chance(seed)
      let lab = try Lab()
      try lab.inside.run(["ipset", "-exist", "restore"], input: Self.random(&chance))
      try compare(lab, "KERNEL_SEEDS=\(seed)")
    }
  }

  private static func random(_ chance: inout Chance) -> String {
    var lines = ""
    let types = [
      "hash:ip", "hash:net", "hash:ip,port", "hash:net,port", "hash:ip,port,ip", "hash:ip,port,net",
      "hash:net,iface", "bitmap:ip", "bitmap:port", "bitmap:ip,mac",
    ]
    for (index, type) in types.enumerated() {
      let isSixth = type.hasPrefix("hash") && chance.flip()
      var create = "create s\(index) \(type)"
      if type == "bitmap:port" { create += " range 0-60000" }
      if type.hasPrefix("bitmap:ip") { create += " range 10.0.0.0-10.0.63.255" }
      if isSixth { create += " family inet6" }
      for option in ["counters", "comment", "skbinfo", "timeout 500000"] where chance.flip() {
        create += " \(option)"
      }
      lines += create + "\n"
      for _ in 0..<chance.number(0...200) {
        let parts = type.split(separator: ":")[1].split(separator: ",").map {
          part(String($0), isSixth, type.hasPrefix("bitmap"), &chance)
        }
        lines += "add s\(index) \(parts.joined(separator: ","))"
        if create.contains("counters"), chance.flip() {
          lines += " packets \(chance.number(0...9999)) bytes 7"
        }
        if create.contains("comment"), chance.flip() {
          lines += " comment \"c\(chance.number(0...99))\""
        }
        if create.contains("skbinfo"), chance.flip() {
          lines += " skbmark 0x\(chance.number(1...9))"
        }
        lines += "\n"
      }
    }
    return lines
  }

  private static func part(
    _ name: String, _ isSixth: Bool, _ isBitmap: Bool, _ chance: inout Chance
  ) -> String {
    let address =
      isSixth
      ? "fd00::\(String(chance.number(1...60000), radix: 16))"
      : "10.0.\(chance.number(0...63)).\(chance.number(0...255))"
    switch name {
    case "ip": return address
    case "net": return "\(address)/\(chance.number(isSixth ? 8...128 : 8...32))"
    case "port" where isBitmap: return String(chance.number(0...60000))
    case "port": return "\(chance.pick(["tcp", "udp", "sctp"])):\(chance.number(0...65535))"
    case "iface": return "eth\(chance.number(0...5))"
    default: return "02:00:00:00:00:0\(chance.number(0...9))"
    }
  }
}
