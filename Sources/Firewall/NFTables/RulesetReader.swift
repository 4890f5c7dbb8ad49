import Documents

extension NFTables {
  /// Turns the list of `nft -j list ruleset` into tables.
  struct RulesetReader {
    let text: [UInt8]
    private var ruleset = Ruleset()
    private var tableIndex: [TableKey: Int] = [:]
    private var chainIndex: [TableKey: [String: Int]] = [:]

    private struct TableKey: Hashable {
      var family: Family
      var name: String
    }

    init(text: [UInt8]) { self.text = text }

    mutating func read(_ document: Node) throws(FirewallError) -> Ruleset {
      guard let entries = document["nftables"] else {
        throw malformed(document, "an object with the key \"nftables\" should stand here")
      }
      guard let list = entries.array else {
        throw malformed(entries, "\"nftables\" is \(entries.kindName), it should be an array")
      }
      for entry in list { try read(entry: entry) }
      return ruleset
    }

    private mutating func read(entry: Node) throws(FirewallError) {
      guard let members = entry.object, members.count == 1, let member = members.first else {
        throw malformed(entry, "an entry of \"nftables\" should be an object with one key")
      }
      // `nft -j -f` input wraps entries in `add`; a saved file may hold either.
      let command = member.key == "add" ? member.value.object?.first : member
      guard let command else { throw malformed(entry, "\"add\" holds nothing") }
      try read(command.key, command.value, entry)
    }

    private mutating func read(_ kind: String, _ body: Node, _ entry: Node) throws(FirewallError) {
      switch kind {
      case "metainfo": ruleset.version = body["version"]?.string
      case "table": try addTable(body)
      case "chain":
        let index = try table(of: body)
        let chain = try chain(body)
        chainIndex[key(index), default: [:]][chain.name] = ruleset.tables[index].chains.count
        ruleset.tables[index].chains.append(chain)
      case "rule": try addRule(body)
      case "set", "map", "meter":
        ruleset.tables[try table(of: body)].sets.append(try set(kind, body))
      case "element": try addElements(body)
      case "flowtable":
        ruleset.tables[try table(of: body)].flowtables.append(try flowtable(body))
      case let name:
        guard let kind = Object.Kind(rawValue: name) else {
          ruleset.unknown.append(entry)
          return
        }
        ruleset.tables[try table(of: body)].objects.append(try object(kind, body))
      }
    }

    private func key(_ index: Int) -> TableKey {
      TableKey(family: ruleset.tables[index].family, name: ruleset.tables[index].name)
    }

    private mutating func addTable(_ body: Node) throws(FirewallError) {
      let table = Table(
        family: try family(body), name: try name(body), handle: body["handle"]?.int,
        flags: NFTables.strings(body["flags"]), comment: body["comment"]?.string)
      tableIndex[TableKey(family: table.family, name: table.name)] = ruleset.tables.count
      ruleset.tables.append(table)
    }

    private mutating func addRule(_ body: Node) throws(FirewallError) {
      let index = try table(of: body)
      let chain = try string("chain", body)
      guard let position = chainIndex[key(index)]?[chain] else {
        throw malformed(body, "the chain \"\(chain)\" of this rule was not listed before it")
      }
      guard let expressions = body["expr"]?.array else {
        throw malformed(body, "a rule should have an array \"expr\"")
      }
      ruleset.tables[index].chains[position].rules.append(
        Rule(
          handle: body["handle"]?.int, comment: body["comment"]?.string,
          statements: expressions.map(Statement.init)))
    }

    private mutating func addElements(_ body: Node) throws(FirewallError) {
      let index = try table(of: body)
      let name = try name(body)
      guard let position = ruleset.tables[index].sets.firstIndex(where: { $0.name == name }) else {
        throw malformed(body, "the set \"\(name)\" of these elements was not listed before them")
      }
      ruleset.tables[index].sets[position].elements +=
        (body["elem"].map { $0.array ?? [$0] } ?? []).map(Element.init)
    }

    private func table(of body: Node) throws(FirewallError) -> Int {
      let key = TableKey(family: try family(body), name: try string("table", body))
      guard let index = tableIndex[key] else {
        throw malformed(
          body, "the table \"\(key.family.rawValue) \(key.name)\" was not listed before this")
      }
      return index
    }

    func family(_ body: Node) throws(FirewallError) -> Family {
      let text = try string("family", body)
      guard let family = Family(rawValue: text) else {
        throw malformed(body, "\"\(text)\" is no family that nft knows")
      }
      return family
    }

    func name(_ body: Node) throws(FirewallError) -> String { try string("name", body) }

    func string(_ key: String, _ body: Node) throws(FirewallError) -> String {
      guard let node = body[key] else {
        throw malformed(body, "a string \"\(key)\" is missing here")
      }
      guard let text = node.string else {
        throw malformed(node, "\"\(key)\" is \(node.kindName), it should be a string")
      }
      return text
    }

    func malformed(_ node: Node, _ reason: String) -> FirewallError {
      .malformed(
        line: DocumentError(at: node.offset, in: text, reason: reason).line, reason: reason)
    }
  }
}
