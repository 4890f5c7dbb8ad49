import Addressing
import Firewall
import Foundation
import Testing

/// Holds the reader and the printer against the real iptables. Needs root.
@Suite struct IPTablesOracleTests {
  @Test(arguments: IPTablesTool.all)
  func `prints what iptables saves, for every match and target`(_ tool: IPTablesTool) throws {
    let parts = try tool.savedParts(tool.rows[...])
    #expect(parts.map(\.rows.count).reduce(0, +) > tool.rows.count / 2)
    for part in parts {
      let ruleset = try IPTablesRuleset(parsing: part.text, family: tool.family)
      let text = String(decoding: part.text, as: UTF8.self)
      #expect(lines(ruleset.saveText) == lines(text))
      #expect(ruleset.saveText == text)
    }
  }

  @Test(arguments: IPTablesTool.all)
  func `understands a rule as iptables does`(_ tool: IPTablesTool) throws {
    let rows = tool.rows.filter(\.isPrintedAlike)
    for part in try tool.savedParts(rows[...]) {
      let written = try IPTablesRuleset(
        parsing: IPTablesTool.restoreText(part.rows), family: tool.family)
      let saved = try IPTablesRuleset(parsing: part.text, family: tool.family)
      for table in written.tables {
        for chain in table.chains {
          let theirs = saved[table.name]?.chain(chain.name)?.rules ?? []
          #expect(theirs.count == chain.rules.count)
          for (ours, theirs) in zip(chain.rules, theirs) {
            #expect(
              ours.text(inChain: chain.name, family: tool.family)
                == theirs.text(inChain: chain.name, family: tool.family))
            #expect(ours.header == theirs.header)
          }
        }
      }
    }
  }

  @Test(arguments: IPTablesTool.all)
  func `prints a text that iptables restores to the same`(_ tool: IPTablesTool) throws {
    for part in try tool.savedParts(tool.rows[...]) {
      let printed = try IPTablesRuleset(parsing: part.text, family: tool.family).saveText
      let again = try tool.saved(printed).get()
      #expect(tables(again) == tables(part.text))
    }
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  /// The tables without comments; iptables saves them in the order in which they were first used.
  private func tables(_ text: [UInt8]) -> Set<[Substring]> {
    let lines = lines(String(decoding: text, as: UTF8.self)).filter { !$0.hasPrefix("#") }
    return Set(lines.split(separator: "COMMIT").map(Array.init))
  }
}
