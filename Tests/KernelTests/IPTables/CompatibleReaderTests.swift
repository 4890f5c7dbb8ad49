import Addressing
import Firewall
import Kernel
import KernelLab
import Testing

@Suite struct CompatibleReaderTests {
  @Test(arguments: [IPFamily.ipv4, .ipv6])
  func `reads each match and target as iptables-nft-save prints it`(
    _ family: IPFamily
  ) throws {
    let rules = try RulesOfAllKinds(family, backend: "nft")
    for row in rules.refused { print("\(rules.program) refuses \(row)") }
    let text = try IPTablesRuleset(parsing: try rules.saved(), family: family)
    let read = try Kernel.NetworkNamespace.path(rules.host.path).perform {
      () throws(KernelError) in try CompatibleReader.read(family)
    }
    #expect(text.tables.flatMap(\.chains).map(\.rules.count).reduce(0, +) > 50)
    expectSame(read, text, rules.program)
  }
}
