import Documents
import Firewall
import Testing

@Suite struct NFTablesReaderTests {
  /// A document of one table, one chain and what is given.
  private static func document(_ entries: String) -> String {
    #"{"nftables":[{"table":{"family":"inet","name":"t"}},"#
      + #"{"chain":{"family":"inet","table":"t","name":"c"}},"# + entries + "]}"
  }

  private static func rule(_ statements: String) -> String {
    document(
      #"{"rule":{"family":"inet","table":"t","chain":"c","expr":["# + statements + "]}}")
  }

  @Test(arguments: [
    ("", 1, "the text ends where a value should be"),
    ("{\n\"nftables\": [", 2, "the text ends where a value should be"),
    ("\u{0}\u{1}", 1, "the byte 0x0 cannot begin a value"),
    ("[]", 1, #"an object with the key "nftables" should stand here"#),
    (#"{"nftables":{}}"#, 1, #""nftables" is an object, it should be an array"#),
    ("{\"nftables\":[\n\n5]}", 3, #"an entry of "nftables" should be an object with one key"#),
    (#"{"nftables":[{"table":{"name":"t"}}]}"#, 1, #"a string "family" is missing here"#),
    (
      "{\"nftables\":[\n{\"table\":{\"family\":\"ipx\",\"name\":\"t\"}}]}", 2,
      #""ipx" is no family that nft knows"#
    ),
    (
      #"{"nftables":[{"chain":{"family":"ip","table":"t","name":"c"}}]}"#, 1,
      #"the table "ip t" was not listed before this"#
    ),
    (
      document(#"{"rule":{"family":"inet","table":"t","chain":"x","expr":[]}}"#), 1,
      #"the chain "x" of this rule was not listed before it"#
    ),
    (
      document(#"{"rule":{"family":"inet","table":"t","chain":"c"}}"#), 1,
      #"a rule should have an array "expr""#
    ),
    (
      document(
        #"{"chain":{"family":"inet","table":"t","name":"b","type":"x","hook":"input","prio":0}}"#),
      1, #""x" is no type of a chain"#
    ),
    (
      document(
        #"{"chain":{"family":"inet","table":"t","name":"b","type":"nat","hook":"in","prio":0}}"#),
      1, #""in" is no hook"#
    ),
    (
      document(
        #"{"chain":{"family":"inet","table":"t","name":"b","type":"nat","hook":"input"}}"#), 1,
      #"a base chain should have a number "prio""#
    ),
    (
      document(#"{"set":{"family":"inet","table":"t","name":"s"}}"#), 1,
      #"a set should have a "type""#
    ),
    (
      document(#"{"quota":{"family":"inet","table":"t","name":"q"}}"#), 1,
      "this quota lacks its numbers"
    ),
  ])
  func `says where and why a list is malformed`(_ text: String, _ line: Int, _ reason: String) {
    #expect(throws: FirewallError.malformed(line: line, reason: reason)) {
      try NFTables.Ruleset(parsingJSON: Array(text.utf8))
    }
  }

  @Test(arguments: [
    (#"{"teleport":{"to":"mars"}}"#, #"{"teleport":{"to":"mars"}}"#),
    (#"{"match":{"op":"~","left":1,"right":2}}"#, #"{"match":{"op":"~","left":1,"right":2}}"#),
    (#"{"limit":{"per":"second"}}"#, #"{"limit":{"per":"second"}}"#),
    ("7", "7"),
  ])
  func `keeps a statement it does not know`(_ json: String, _ text: String) throws {
    let ruleset = try NFTables.Ruleset(
      parsingJSON: Array(Self.rule(json + #",{"accept":null}"#).utf8))
    let rule = try #require(ruleset.tables.first?[chain: "c"]?.rules.first)
    #expect(rule.text(in: .inet) == text + " accept")
    #expect(rule.statements == [.unknown(try Node(parsingJSON: json)), .verdict(.accept)])
  }

  @Test func `keeps an expression it does not know`() throws {
    let json = #"{"match":{"op":"==","left":{"tunnel":{"key":"id"}},"right":5}}"#
    let ruleset = try NFTables.Ruleset(parsingJSON: Array(Self.rule(json).utf8))
    let rule = try #require(ruleset.tables.first?[chain: "c"]?.rules.first)
    guard case .match(let match) = rule.statements.first else {
      Issue.record("no match")
      return
    }
    #expect(match.left == .unknown(try Node(parsingJSON: #"{"tunnel":{"key":"id"}}"#)))
    #expect(rule.statements.map(\.json.json) == [json])
  }

  @Test func `keeps an entry it does not know`() throws {
    let ruleset = try NFTables.Ruleset(
      parsingJSON: Array(Self.document(#"{"galaxy":{"name":"x"}}"#).utf8))
    #expect(ruleset.unknown.map(\.json) == [#"{"galaxy":{"name":"x"}}"#])
    #expect(ruleset.json["nftables"]?.array?.last?.json == #"{"galaxy":{"name":"x"}}"#)
  }

  /// What this machine's kernel or nft 1.0.6 cannot load, in the JSON and text of the sources.
  @Test(arguments: [
    (#"{"flow":{"op":"add","flowtable":"@ft"}}"#, "flow add @ft"),
    (#"{"queue":null}"#, "queue"),
    (#"{"queue":{"num":4}}"#, "queue to 4"),
    (
      #"{"queue":{"num":{"range":[1,3]},"flags":["bypass","fanout"]}}"#,
      "queue flags bypass,fanout to 1-3"
    ),
    (
      #"{"queue":{"num":{"numgen":{"mode":"inc","mod":4,"offset":0}}}}"#,
      "queue to numgen inc mod 4"
    ),
    (
      #"{"match":{"op":"==","left":{"socket":{"key":"cgroupv2","level":2}},"right":"a.slice"}}"#,
      #"socket cgroupv2 level 2 "a.slice""#
    ),
    (#"{"xt":{"type":"match","name":"comment"}}"#, #"xt match "comment""#),
    (#"{"secmark":"ssh"}"#, #"meta secmark set "ssh""#),
    (
      #"{"map":{"op":"update","elem":{"payload":{"protocol":"ip","field":"saddr"}},"data":5,"map":"@m"}}"#,
      "update @m { ip saddr : 5 }"
    ),
    (
      #"{"match":{"op":"==","left":{"|":[{"meta":{"key":"mark"}},1,2]},"right":3}}"#,
      "meta mark | 0x00000001 | 0x00000002 == 0x00000003"
    ),
    (
      #"{"match":{"op":"in","left":{"dccp option":{"name":"1"}},"right":true}}"#,
      "dccp option 1 exists"
    ),
    (
      #"{"match":{"op":"==","left":{"ct":{"key":"saddr","family":"ip","dir":"original"}},"right":"1.2.3.4"}}"#,
      "ct original ip saddr 1.2.3.4"
    ),
  ])
  func `prints what cannot be loaded here`(_ json: String, _ text: String) throws {
    let statement = NFTables.Statement(try Node(parsingJSON: json))
    #expect(statement.text(in: .inet) == text)
    #expect(statement.json == (try Node(parsingJSON: json)))
  }

  @Test func `reads flowtables and the devices of newer releases`() throws {
    let json = Self.document(
      #"{"flowtable":{"family":"inet","name":"f","table":"t","handle":2,"hook":"ingress","prio":0,"dev":["a","b"]}},"#
        + #"{"chain":{"family":"inet","table":"t","name":"i","type":"filter","hook":"ingress","prio":0,"policy":"drop","dev":"a"}}"#
    )
    let table = try #require(try NFTables.Ruleset(parsingJSON: Array(json.utf8)).tables.first)
    #expect(
      table.flowtables == [
        NFTables.Flowtable(
          name: "f", handle: 2, hook: "ingress", priority: 0, devices: ["a", "b"])
      ])
    let base = try #require(table[chain: "i"]?.base)
    #expect(
      base.text(in: .inet)
        == #"type filter hook ingress device "a" priority filter; policy drop;"#)
  }

  @Test(arguments: [
    (#""dormant""#, true), (#"["dormant","owner"]"#, true), (#""owner""#, false),
    (#""inet""#, nil),
  ])
  func `says whether a table is dormant, where the text tells`(
    _ flags: String, _ expected: Bool?
  ) throws {
    let json = #"{"nftables":[{"table":{"family":"ip","name":"t","flags":\#(flags)}}]}"#
    let table = try #require(try NFTables.Ruleset(parsingJSON: Array(json.utf8)).tables.first)
    #expect(table.isDormant == expected)
  }
}
