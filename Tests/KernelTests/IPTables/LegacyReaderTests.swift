import Addressing
import Firewall
import Kernel
import KernelLab
import Testing

@Suite struct LegacyReaderTests {
  @Test(arguments: [IPFamily.ipv4, .ipv6])
  func `reads each match and target as iptables-legacy-save prints it`(
    _ family: IPFamily
  ) throws {
    let rules = try RulesOfAllKinds(family, backend: "legacy")
    for row in rules.refused { print("\(rules.program) refuses \(row)") }
    let text = try IPTablesRuleset(parsing: try rules.saved(), family: family)
    let read = try Kernel.NetworkNamespace.path(rules.host.path).perform {
      () throws(KernelError) in try LegacyReader.read(family)
    }
    #expect(text.tables.flatMap(\.chains).map(\.rules.count).reduce(0, +) > 50)
    expectSame(read, text, rules.program)
  }
}
