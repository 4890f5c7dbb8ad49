import Documents

extension NFTables.Table {
  /// The table and all that is in it, as entries of libnftables-json(5).
  var jsonEntries: [Node] {
    let objectEntries = objects.map { entry($0.kind.rawValue, $0.name, $0.members) }
    let flowtableEntries = flowtables.map { entry("flowtable", $0.name, $0.members) }
    let chainEntries = chains.map { entry("chain", $0.name, $0.members) }
    let setEntries = sets.map { entry($0.kind == .map ? "map" : "set", $0.name, $0.members) }
    let ruleEntries = chains.flatMap { chain in chain.rules.map { ruleEntry($0, in: chain.name) } }
    return [tableEntry] + objectEntries + flowtableEntries + chainEntries + setEntries + ruleEntries
  }

  private var tableEntry: Node {
    var members: [Node.Member] = [
      .init("family", Node(.string(family.rawValue))), .init("name", Node(.string(name))),
    ]
    let printed = flags.filter { $0 == "dormant" || $0 == "persist" }
    if !printed.isEmpty { members.append(.init("flags", NFTables.flagsJSON(printed))) }
    if let comment { members.append(.init("comment", Node(.string(comment)))) }
    return ["table": Node(.object(members))]
  }

  private func entry(_ kind: String, _ name: String, _ members: [Node.Member]) -> Node {
    let common: [Node.Member] = [
      .init("family", Node(.string(family.rawValue))), .init("table", Node(.string(self.name))),
      .init("name", Node(.string(name))),
    ]
    return Node(.object([.init(kind, Node(.object(common + members)))]))
  }

  private func ruleEntry(_ rule: NFTables.Rule, in chain: String) -> Node {
    var members: [Node.Member] = [
      .init("family", Node(.string(family.rawValue))), .init("table", Node(.string(name))),
      .init("chain", Node(.string(chain))),
    ]
    if let comment = rule.comment { members.append(.init("comment", Node(.string(comment)))) }
    members.append(.init("expr", Node(.array(rule.statements.map(\.json)))))
    return ["rule": Node(.object(members))]
  }
}

extension NFTables.Chain {
  var members: [Node.Member] {
    var members: [Node.Member] = []
    if let comment { members.append(.init("comment", Node(.string(comment)))) }
    guard let base else { return members }
    members += [
      .init("type", Node(.string(base.type.rawValue))),
      .init("hook", Node(.string(base.hook.rawValue))),
      .init("prio", Node(integerLiteral: base.priority)),
      .init("policy", Node(.string(base.policy.rawValue))),
    ]
    if !base.devices.isEmpty { members.append(.init("dev", NFTables.flagsJSON(base.devices))) }
    return members
  }
}

extension NFTables.NamedSet {
  var members: [Node.Member] {
    var members: [Node.Member] = [.init("type", typeJSON)]
    if let mapsTo { members.append(.init("map", mapsTo.json)) }
    if let comment { members.append(.init("comment", Node(.string(comment)))) }
    if let policy { members.append(.init("policy", Node(.string(policy)))) }
    let numbers = [("size", size), ("timeout", timeout), ("gc-interval", gcInterval)]
    for case (let key, let value?) in numbers {
      members.append(.init(key, Node(integerLiteral: value)))
    }
    if !flags.isEmpty {
      members.append(.init("flags", Node(.array(flags.map { Node(.string($0)) }))))
    }
    if autoMerge { members.append(.init("auto-merge", true)) }
    if !statements.isEmpty { members.append(.init("stmt", Node(.array(statements.map(\.json))))) }
    if !elements.isEmpty { members.append(.init("elem", Node(.array(elements.map(\.json))))) }
    return members
  }

  private var typeJSON: Node {
    if let typeOf { return ["typeof": typeOf.json] }
    return NFTables.flagsJSON(type.map(\.name))
  }
}

extension NFTables.NamedSet.MapTarget {
  var json: Node {
    switch self {
    case .verdict: "verdict"
    case .data(let types): NFTables.flagsJSON(types.map(\.name))
    case .object(let kind): Node(.string(kind.rawValue))
    case .typeOf(let expression): ["typeof": expression.json]
    }
  }
}

extension NFTables.Object {
  var members: [Node.Member] {
    let own: [Node.Member] =
      switch content {
      case .counter(let counters): counters.members
      case .limit(let limit): limit.members
      case .synproxy(let synproxy): synproxy.members
      case .quota(let bytes, let used, let over):
        [
          .init("bytes", Node(.number(String(bytes)))), .init("used", Node(.number(String(used)))),
          .init("inv", Node(.bool(over))),
        ]
      case .other(let members): members
      }
    return own + (comment.map { [.init("comment", Node(.string($0)))] } ?? [])
  }
}

extension NFTables.Flowtable {
  var members: [Node.Member] {
    var members: [Node.Member] = []
    if let hook { members.append(.init("hook", Node(.string(hook)))) }
    if let priority { members.append(.init("prio", Node(integerLiteral: priority))) }
    if !devices.isEmpty { members.append(.init("dev", NFTables.flagsJSON(devices))) }
    if !flags.isEmpty { members.append(.init("flags", NFTables.flagsJSON(flags))) }
    return members
  }
}
