import Addressing
import Firewall
import Foundation
import Kernel
import KernelLab
import Testing

/// Reads while a writer swaps between two rulesets as fast as it can.
@Suite struct TornReadingTests {
  @Test(arguments: ["iptables-legacy", "iptables-nft"])
  func `reads either the old rules or the new`(_ program: String) throws {
    let host = try NetworkNamespace(name: "torn")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("torn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (one, two) = (folder.appendingPathComponent("one"), folder.appendingPathComponent("two"))
    try Self.rules(count: 40, mark: "1").write(to: one, atomically: true, encoding: .utf8)
    try Self.rules(count: 300, mark: "2").write(to: two, atomically: true, encoding: .utf8)
    func read() throws -> IPTablesRuleset {
      try Kernel.NetworkNamespace.path(host.path).perform { () throws(KernelError) in
        program == "iptables-nft" ? try CompatibleReader.read(.ipv4) : try LegacyReader.read(.ipv4)
      }
    }
    try host.run(["\(program)-restore", one.path])
    let first = try read()
    try host.run(["\(program)-restore", two.path])
    let second = try read()
    // In the background of a shell: threads of the test may all be busy reading.
    let loop =
      "while :; do \(program)-restore \(one.path); \(program)-restore \(two.path); done"
    try host.run([
      "sh", "-c", "timeout 5 sh -c '\(loop)' </dev/null >/dev/null 2>&1 &",
    ])
    var seen = (first: 0, second: 0)
    let end = ContinuousClock.now + .seconds(4)
    while ContinuousClock.now < end {
      let now = try read()
      if now == first {
        seen.first += 1
      } else if now == second {
        seen.second += 1
      } else {
        Issue.record("a torn reading: \(now.saveText)")
        break
      }
    }
    print("\(program): \(seen.first) readings of one ruleset, \(seen.second) of the other")
    #expect(seen.first + seen.second > 0)
  }

  private static func rules(count: Int, mark: String) -> String {
    let lines = (0..<count).map {
      "-A C\(mark)\($0 % 7) -s 10.0.\($0 / 256).\($0 % 256) -p tcp --dport \($0 + 1) -j DROP"
    }
    let chains = (0..<7).map { ":C\(mark)\($0) - [0:0]" }
    return (["*filter"] + chains + lines + ["COMMIT", ""]).joined(separator: "\n")
  }
}
