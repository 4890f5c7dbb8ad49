import Addressing
import Firewall
import Foundation
import Testing

/// Reads every recorded firewall of Samples/Snapshots.
@Suite struct IPTablesRecordingTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Samples/Snapshots")

  @Test(arguments: [
    ("iptables-save.legacy.txt", IPFamily.ipv4), ("iptables-save.nft.txt", .ipv4),
    ("ip6tables-save.legacy.txt", .ipv6), ("ip6tables-save.nft.txt", .ipv6),
  ])
  func `prints a recording byte for byte`(_ name: String, _ family: IPFamily) throws {
    var count = 0
    let files = FileManager.default.enumerator(at: Self.folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.lastPathComponent == name else { continue }
      let text = Array(try Data(contentsOf: file))
      let ruleset = try IPTablesRuleset(parsing: text, family: family)
      #expect(Array(ruleset.saveText.utf8) == text, "\(file.path)")
      #expect(ruleset.notes == [], "\(file.path)")
      count += 1
    }
    #expect(count > 20)
  }
}
