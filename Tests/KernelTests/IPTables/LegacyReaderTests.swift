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

  @Test func `reads a table of megabytes, whose memory it gives back on the way`() throws {
    let host = try NetworkNamespace(name: "large")
    let chains = (0..<3000).map { ":C\($0) - [0:0]" }
    // Chains that jump to each other in a ring are refused: the first half jumps to the other.
    let lines = (0..<7500).map {
      "-A C\($0 / 5) -s 10.0.\($0 >> 8).\($0 & 255)/32 -m comment --comment \"rule \($0)\" "
        + "-j C\(2999 - $0 / 5)"
    }
    let text = (["*mangle"] + chains + lines + ["COMMIT", ""]).joined(separator: "\n")
    try host.run(["iptables-legacy-restore"], input: text)
    let saved = try host.run(["sh", "-c", "iptables-legacy-save -c 2>/dev/null"])
    let read = try Kernel.NetworkNamespace.path(host.path).perform {
      () throws(KernelError) in try LegacyReader.read(.ipv4)
    }
    expectSame(read, try IPTablesRuleset(parsing: saved, family: .ipv4), "large")
    #expect(read["mangle"]?.chains.map(\.rules.count).reduce(0, +) == 7500)
  }
}
