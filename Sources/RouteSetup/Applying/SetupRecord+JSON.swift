public import Documents
import Routing

extension SetupChange {
  var members: [Node.Member] {
    [
      .init("added", added.json), .init("deleted", deleted.json),
      .init(
        "settings",
        Node(
          .array(
            settings.map {
              [
                "key": .init(.string($0.key)), "value": .init(.string($0.value)),
                "before": .init(.string($0.before)),
              ]
            }))),
      .init("rules", Node(.array(rules.map(\.json)))),
    ]
  }

  init(_ node: Node) throws(RouteSetupError) {
    self.init()
    added = try Self.routes(node["added"])
    deleted = try Self.routes(node["deleted"])
    for entry in node["settings"]?.array ?? [] {
      guard let key = entry["key"]?.string, let value = entry["value"]?.string,
        let before = entry["before"]?.string
      else { throw .notAPlan("a setting lacks its key or values") }
      settings.append(Setting(key: key, value: value, before: before))
    }
    for entry in node["rules"]?.array ?? [] { rules.append(try RuleInsertion(entry)) }
  }

  static func routes(_ node: Node?) throws(RouteSetupError) -> [Route] {
    guard let node else { return [] }
    do {
      return try [Route](parsingIPRoute: Array(node.json.utf8))
    } catch {
      throw .notAPlan("\(error)")
    }
  }
}

extension RuleInsertion {
  var json: Node {
    [
      "program": Node(.string(program)), "insert": Self.words(insert), "delete": Self.words(delete),
    ]
  }

  init(_ node: Node) throws(RouteSetupError) {
    guard let program = node["program"]?.string, let insert = node["insert"]?.array,
      let delete = node["delete"]?.array
    else { throw .notAPlan("a rule lacks its program or words") }
    self.init(
      program: program, insert: insert.compactMap(\.string), delete: delete.compactMap(\.string))
  }

  private static func words(_ words: [String]) -> Node {
    Node(.array(words.map { Node(.string($0)) }))
  }
}

extension SetupRecord {
  /// The record as it is kept.
  public var json: Node { Node(.object([.init("version", 1)] + change.members)) }

  /// Reads what ``json`` made.
  public init(parsing node: Node) throws(RouteSetupError) { self.init(try SetupChange(node)) }
}

extension SetupJournal {
  /// The journal as it is kept.
  public var json: Node {
    Node(
      .object(
        [
          .init("version", 1), .init("phase", Node(.string(phase.rawValue))),
          .init("needsProof", Node(.bool(needsProof))),
        ] + change.members))
  }

  /// Reads what ``json`` made.
  public init(parsing node: Node) throws(RouteSetupError) {
    guard let phase = node["phase"]?.string.flatMap(Phase.init(rawValue:)) else {
      throw .notAPlan("the journal does not say what was under way")
    }
    self.init(phase, try SetupChange(node), needsProof: node["needsProof"]?.bool ?? true)
  }
}
