import Addressing
import Documents
import Firewall
import Foundation
import Kernel
import KernelLab
import Testing

@Suite struct NFTablesReaderTests {
  /// The files beside the tests of the text reader: every expression, statement and set type.
  static let fixtures = [
    "headers", "meta", "ct", "statements", "nat", "sets", "families", "netdev", "textual",
    "untypable",
  ]

  @Test(arguments: fixtures)
  func `reads what nft prints of each expression and set type`(_ name: String) throws {
    let host = try NetworkNamespace(name: "nft")
    try host.run(["ip", "link", "set", "lo", "up"])
    try host.run(["ip", "link", "add", "d0", "type", "veth", "peer", "name", "d1"])
    try host.run(["nft", "-f", path(name)])
    let listed = try host.run(["sh", "-c", "nft -j list ruleset 2>/dev/null"])
    let text = try NFTables.Ruleset(parsingJSON: Array(listed.utf8))
    let read = try Kernel.NetworkNamespace.path(host.path).perform {
      () throws(KernelError) in try NFTablesReader.read()
    }
    expectSame(read, text, name)
  }

  func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("FirewallTests/NFTables/Fixtures/\(name).nft").path
  }
}
