import Firewall
import Testing

@Suite struct IPSetMalformedTests {
  static let rows: [(text: String, line: Int, says: String)] = [
    ("add a 10.0.0.1\n", 1, "set 'a' is used before it is created"),
    ("create a hash:ip\ncreate a hash:net\n", 2, "set 'a' is created a second time"),
    ("create a hash:ip\n\nadd a 10.0.0.300\n", 3, "'10.0.0.300' is not an IP address"),
    ("create a hash:ip\nadd a fe80::1\n", 2, "not of the set's family ipv4"),
    ("create a hash:ip family inet6\nadd a fe80::1-fe80::2\n", 2, "runs are for IPv4 only"),
    ("create a hash:ip\nadd a 10.0.0.1/33\n", 2, "no valid prefix length"),
    ("create a hash:net\nadd a 0.0.0.0/0\n", 2, "cannot have a network of length 0"),
    ("create a hash:ip,port\nadd a 10.0.0.1\n", 2, "no member of a hash:ip,port set"),
    ("create a hash:ip,port\nadd a 10.0.0.1,foo:1\n", 2, "'foo' is no protocol"),
    ("create a hash:ip,port\nadd a 10.0.0.1,icmp:1\n", 2, "is no ICMP type"),
    ("create a hash:ip,port\nadd a 10.0.0.1,tcp:70000\n", 2, "is no port number"),
    ("create a hash:mac\nadd a 01:02\n", 2, "is no MAC address"),
    ("create a hash:ip,mark\nadd a 10.0.0.1,x\n", 2, "is no packet mark"),
    ("create a bitmap:ip range 10.0.0.0/24\nadd a 10.0.1.0\n", 2, "outside of the set's range"),
    ("create a bitmap:port range 1-5\nadd a 6\n", 2, "outside of the set's range 1-5"),
    ("create a bitmap:port\n", 1, "needs 'range'"),
    ("create a hash:ip timeout\n", 1, "'timeout' needs a value"),
    ("create a hash:ip timeout x\n", 1, "'x' is no value for 'timeout'"),
    ("create a hash:ip netmask 33\n", 1, "'33' is no value for 'netmask'"),
    ("create a hash:ip\nadd a 10.0.0.1 timeout\n", 2, "seems to be cut off"),
    ("create a hash:ip\nadd a\n", 2, "seems to be cut off"),
    ("create a\n", 1, "seems to be cut off"),
    ("create l list:set\nadd l a before b\n", 2, "set 'b' is not yet a member of 'l'"),
    (
      "create i hash:net,iface\n" + (1...65).map { "add i 10.0.0.0/8,e\($0)\n" }.joined(), 66,
      "over 64 interfaces"
    ),
    ("swap a b\n", 1, "'swap' is no line of 'ipset save'"),
    ("\u{7f}ELF\u{2}\u{1}\u{0}\n", 1, "a byte 0x02"),
    (String(repeating: "x", count: 100_000), 1, "…' is no line of 'ipset save'"),
  ]

  @Test(arguments: rows)
  func `says which line is wrong and why`(text: String, line: Int, says: String) {
    let error = #expect(throws: FirewallError.self) { try IPSets(parsing: text) }
    guard case .malformed(let found, let reason) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(found == line)
    #expect(reason.contains(says), "\(reason)")
    #expect(reason.utf8.count < 200)
  }
}
