import Addressing
import Firewall
import Kernel
import KernelLab
import Testing

@Suite struct CounterTests {
  @Test(arguments: ["iptables-legacy", "iptables-nft"])
  func `counts with the tool`(_ program: String) throws {
    let host = try NetworkNamespace(name: "counters")
    try host.run(["ip", "link", "set", "lo", "up"])
    try host.run([program, "-A", "OUTPUT", "-p", "udp", "--dport", "9", "-j", "ACCEPT"])
    try host.run(["bash", "-c", "for i in 1 2 3; do echo abc > /dev/udp/127.0.0.1/9; done"])
    let text = try IPTablesRuleset(
      parsing: try host.run(["sh", "-c", "\(program)-save -c 2>/dev/null"]), family: .ipv4)
    let read = try Kernel.NetworkNamespace.path(host.path).perform { () throws(KernelError) in
      program == "iptables-nft" ? try CompatibleReader.read(.ipv4) : try LegacyReader.read(.ipv4)
    }
    expectSame(read, text, program)
    #expect(
      read["filter"]?.chain("OUTPUT")?.rules.first?.counters == Counters(packets: 3, bytes: 96))
  }
}
