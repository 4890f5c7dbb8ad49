import Documents
import Firewall
import Testing

@Suite struct NFTablesRoundTripTests {
  @Test(arguments: NFTablesFixture.all)
  func `prints each rule as nft list ruleset does`(_ fixture: NFTablesFixture) throws {
    let listed = try fixture.listed()
    let ruleset = try NFTables.Ruleset(parsingJSON: listed.json)
    #expect(ruleset.unknown.isEmpty)
    let expected = rules(listed.text)
    for table in ruleset.tables {
      for chain in table.chains {
        let texts = chain.rules.map { $0.text(in: table.family) }
        let place = "\(table.family.rawValue) \(table.name) \(chain.name)"
        #expect(texts.count == expected[place]?.count, "\(place)")
        for (ours, theirs) in zip(texts, expected[place] ?? []) {
          #expect(ours == theirs)
        }
      }
    }
  }

  @Test(arguments: NFTablesFixture.reloadable)
  func `prints JSON that nft loads back to the same ruleset`(_ fixture: NFTablesFixture) throws {
    let listed = try fixture.listed()
    let printed = try NFTables.Ruleset(parsingJSON: listed.json).json
    try expectSame(listed.json, loading: Array(printed.json.utf8), with: "nft -j -f -")
  }

  @Test(arguments: NFTablesFixture.complete)
  func `prints text that nft loads back to the same ruleset`(_ fixture: NFTablesFixture) throws {
    let listed = try fixture.listed()
    let printed = try NFTables.Ruleset(parsingJSON: listed.json).text
    try expectSame(listed.json, loading: Array(printed.utf8), with: "nft -f -")
  }

  private func expectSame(_ json: [UInt8], loading input: [UInt8], with command: String) throws {
    let outcome = try NamespacedTool(
      script: """
        ip link add d0 type veth peer name d1
        \(command) && nft -j list ruleset
        """, input: input
    ).run()
    #expect(outcome.status == 0, "\(outcome.complaints.prefix(2000))")
    let (before, after) = (try comparableEntries(json), try comparableEntries(outcome.output))
    #expect(Set(before).subtracting(after) == [])
    #expect(Set(after).subtracting(before) == [])
  }

  @Test(arguments: NFTablesFixture.all)
  func `reads back what it printed`(_ fixture: NFTablesFixture) throws {
    let first = try NFTables.Ruleset(parsingJSON: try fixture.listed().json)
    let second = try NFTables.Ruleset(parsingJSON: Array(first.json.json.utf8))
    for (left, right) in zip(first.tables, second.tables) {
      #expect(left.chains.map(\.base) == right.chains.map(\.base))
      #expect(
        left.chains.map { $0.rules.map(\.statements) }
          == right.chains.map { $0.rules.map(\.statements) })
      #expect(left.sets.map(\.elements) == right.sets.map(\.elements))
    }
  }

  /// The rule lines of `nft list ruleset`, by family, table and chain.
  private func rules(_ text: String) -> [String: [String]] {
    var result: [String: [String]] = [:]
    var (table, chain) = ("", "")
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.first == "table" {
        table = "\(words[1]) \(words[2])"
      } else if words.first == "chain", line.hasPrefix("\tchain") {
        chain = "\(table) \(words[1])"
        result[chain] = []
      } else if line.hasPrefix("\t}") {
        chain = ""
      } else if !chain.isEmpty, words.first != "type" {
        result[chain]?.append(line.trimmingPrefix("\t\t").description)
      }
    }
    return result
  }
}
