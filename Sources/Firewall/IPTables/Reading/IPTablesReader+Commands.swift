import Addressing

/// The lines that hold a command: `-A …`, `[0:0] -A …`, `sudo iptables -t nat -A …`.
extension IPTablesReader {
  mutating func command(_ range: Range<Int>, number: Int) throws(OptionProblem) {
    var range = range
    var counters: Counters?
    if text[range.lowerBound] == UInt8(ascii: "[") {
      guard let close = text[range].firstIndex(of: UInt8(ascii: "]")),
        let found = Counters(parsing: text[range.lowerBound...close])
      else { throw .malformed("it begins with [, but not with counters [PACKETS:BYTES]") }
      counters = found
      range = (close + 1)..<range.upperBound
    }
    if let problem = rules.words.split(range) { throw .malformed(problem) }
    guard try skipProgram() else { return }
    try rules.read()
    if let counters { rules.counters = counters }
    if rules.isForOtherFamily {
      note("the rule is for the other family of addresses: it is left out", line: number)
      return
    }
    for remark in rules.remarks { note(remark, line: number) }
    try apply(to: try tableIndex(), line: number)
  }

  /// Passes over a prompt, `sudo` and the program's name. False where the line is for the other
  /// family's program.
  private mutating func skipProgram() throws(OptionProblem) -> Bool {
    guard rules.words.words.first != nil, !rules.words.isOption(0), !rules.words.isBang(0) else {
      return true
    }
    let count = rules.words.words.count
    let limit = min(count, 6)
    for index in 0..<limit {
      let word = rules.words.string(index)
      let program = word.split(separator: "/").last.map(String.init) ?? word
      guard Self.programs.contains(program) else { continue }
      rules.words.words.removeFirst(index + 1)
      let isV6 = program.hasPrefix("ip6")
      guard isV6 == (family == .ipv6) else {
        note("\(program) is for IPv\(isV6 ? 6 : 4): the line is left out")
        return false
      }
      return true
    }
    let start = rules.words.words.prefix(6).indices.map { rules.words.string($0) }
    throw .malformed(
      "\(start.joined(separator: " ")) … is neither a rule nor a command of iptables")
  }

  private static let programs: Set<String> = [
    "iptables", "iptables-legacy", "iptables-nft", "ip6tables", "ip6tables-legacy",
    "ip6tables-nft",
  ]

  /// The table that the command is for.
  private mutating func tableIndex() throws(OptionProblem) -> Int {
    if let open {
      if let table = rules.table, table != tables[open].name {
        throw .malformed("-t \(table) stands within the table \(tables[open].name)")
      }
      return open
    }
    if format == .save { throw .malformed("a rule before any *table") }
    let name = rules.table ?? "filter"
    if let index = tables.firstIndex(where: { $0.name == name }) { return index }
    guard IPTablesTable.builtInChains(of: name) != nil else {
      throw .malformed("\(name) is not a table: filter, nat, mangle, raw and security are")
    }
    tables.append(
      format == .listing ? TableBuilder(name: name) : TableBuilder(kernelTable: name))
    tables[tables.count - 1].heading = comments
    comments = []
    return tables.count - 1
  }

  private mutating func apply(to table: Int, line: Int) throws(OptionProblem) {
    guard let command = rules.command else {
      throw .malformed("it says neither -A nor another command with a chain")
    }
    switch command {
    case .append(let name):
      let chain = chain(name, in: table, line: line)
      try addRules(to: chain, in: table, line: line, at: tables[table].chains[chain].rules.count)
    case .insert(let name, let place):
      let chain = chain(name, in: table, line: line)
      guard place <= tables[table].chains[chain].rules.count + 1 else {
        throw .malformed("\(name) has fewer than \(place - 1) rules to insert behind")
      }
      try addRules(to: chain, in: table, line: line, at: place - 1)
    case .replace(let name, let place):
      let chain = try existing(name, in: table, rule: place)
      tables[table].chains[chain].rules.remove(at: place - 1)
      try addRules(to: chain, in: table, line: line, at: place - 1)
    case .delete(let name, let place): try delete(name, place, in: table)
    case .policy(let name, let policy):
      setPolicy(policy, of: name, in: table, line: line)
    case .newChain(let name): tables[table].add(IPTablesChain(name: name))
    case .deleteChain(let name): deleteChains(name, in: table)
    case .flush(let name): flush(name, in: table)
    case .rename(let old, let new): rename(old, to: new, in: table)
    case .zero: zero(in: table)
    case .ask: note("the command changes nothing: it is left out", line: line)
    }
  }

  /// The place of a chain, which is made where the text has not declared it.
  private mutating func chain(_ name: String, in table: Int, line: Int) -> Int {
    if let place = tables[table].places[name] { return place }
    let isBuiltIn = IPTablesTable.builtInChains(of: tables[table].name)?.contains(name) == true
    tables[table].add(IPTablesChain(name: name, policy: isBuiltIn ? .accept : nil))
    if format == .save {
      note("the chain \(name) was not declared: it is made here", line: line)
    } else if format == .listing, isBuiltIn {
      note("the policy of \(name) is not in the text: ACCEPT is assumed", line: line)
    }
    return tables[table].chains.count - 1
  }

  private mutating func addRules(
    to chain: Int, in table: Int, line: Int, at place: Int
  ) throws(OptionProblem) {
    var jump = { (name: String) in name }
    switch rules.verdict {
    case .jump(let name) where rules.target == nil, .goto(let name):
      let shared = tables[table].target(name, line: line)
      jump = { _ in shared }
    case .none, .accept, .drop, .return, .jump, .extension: break
    }
    let rule = rules.rule(line: line, jump: jump)
    guard !rules.otherSources.isEmpty || !rules.otherDestinations.isEmpty else {
      if place == tables[table].chains[chain].rules.count {
        tables[table].chains[chain].rules.append(rule)
      } else {
        tables[table].chains[chain].rules.insert(rule, at: place)
      }
      return
    }
    let count = (rules.otherSources.count + 1) * (rules.otherDestinations.count + 1)
    guard count <= Self.mostRulesOfALine else {
      throw .malformed("its lists of addresses make \(count) rules")
    }
    tables[table].chains[chain].rules.insert(contentsOf: expanded(rule), at: place)
  }

  /// More rules than this no list of addresses of a line may stand for.
  private static let mostRulesOfALine = 65_536

  /// One rule for each pair of a source and a destination.
  private func expanded(_ rule: IPTablesRule) -> [IPTablesRule] {
    let others = { (networks: [MaskedAddress]) in
      networks.map { Inverted($0) as Inverted<MaskedAddress>? }
    }
    var result: [IPTablesRule] = []
    for source in [rule.header.source] + others(rules.otherSources) {
      for destination in [rule.header.destination] + others(rules.otherDestinations) {
        var copy = rule
        copy.header.source = source
        copy.header.destination = destination
        result.append(copy)
      }
    }
    return result
  }
}
