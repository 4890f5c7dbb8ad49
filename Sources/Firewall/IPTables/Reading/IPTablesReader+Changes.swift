/// The commands that change what earlier lines made.
extension IPTablesReader {
  func existing(_ name: String, in table: Int, rule place: Int) throws(OptionProblem) -> Int {
    guard let chain = tables[table].places[name] else {
      throw .malformed("the chain \(name) is not in the text before")
    }
    guard place <= tables[table].chains[chain].rules.count else {
      throw .malformed("\(name) has no rule \(place) in the text before")
    }
    return chain
  }

  mutating func delete(_ name: String, _ place: Int?, in table: Int) throws(OptionProblem) {
    if let place {
      let chain = try existing(name, in: table, rule: place)
      tables[table].chains[chain].rules.remove(at: place - 1)
      return
    }
    let chain = try existing(name, in: table, rule: 0)
    var wanted = rules.rule(line: 0, jump: { $0 })
    wanted.counters = nil
    let found = tables[table].chains[chain].rules.firstIndex { candidate in
      var candidate = candidate
      candidate.counters = nil
      return candidate == wanted
    }
    guard let found else {
      throw .malformed("\(name) has no rule like the one to delete in the text before")
    }
    tables[table].chains[chain].rules.remove(at: found)
  }

  mutating func setPolicy(_ policy: ChainPolicy, of name: String, in table: Int, line: Int) {
    if let chain = tables[table].places[name] {
      tables[table].chains[chain].policy = policy
      tables[table].chains[chain].counters = rules.counters
    } else {
      tables[table].add(
        IPTablesChain(name: name, policy: policy, counters: rules.counters))
    }
  }

  mutating func deleteChains(_ name: String?, in table: Int) {
    if let name {
      tables[table].remove(name)
    } else {
      for chain in tables[table].chains where chain.policy == nil && chain.rules.isEmpty {
        tables[table].remove(chain.name)
      }
    }
  }

  mutating func flush(_ name: String?, in table: Int) {
    for index in tables[table].chains.indices
    where name == nil || tables[table].chains[index].name == name {
      tables[table].chains[index].rules = []
    }
  }

  mutating func rename(_ old: String, to new: String, in table: Int) {
    guard let place = tables[table].places.removeValue(forKey: old) else { return }
    tables[table].places[new] = place
    tables[table].chains[place].name = new
    for chain in tables[table].chains.indices {
      for rule in tables[table].chains[chain].rules.indices {
        switch tables[table].chains[chain].rules[rule].target {
        case .jump(old): tables[table].chains[chain].rules[rule].target = .jump(new)
        case .goto(old): tables[table].chains[chain].rules[rule].target = .goto(new)
        case .none, .accept, .drop, .return, .jump, .goto, .extension: break
        }
      }
    }
  }

  mutating func zero(in table: Int) {
    let none = Counters(packets: 0, bytes: 0)
    for chain in tables[table].chains.indices {
      if tables[table].chains[chain].counters != nil {
        tables[table].chains[chain].counters = none
      }
      for rule in tables[table].chains[chain].rules.indices
      where tables[table].chains[chain].rules[rule].counters != nil {
        tables[table].chains[chain].rules[rule].counters = none
      }
    }
  }
}
