/// What can be taken away from a ruleset, coarse first.
enum Reduction: CaseIterable {
  case host, table, chain, rule, set, condition, parameter, member
}

/// Counts pieces in a fixed order and removes the one asked for.
private struct Remover {
  var left: Int

  mutating func remove<Element>(_ elements: inout [Element]) -> Bool {
    guard left < elements.count else {
      left -= elements.count
      return false
    }
    elements.remove(at: left)
    return true
  }
}

extension Ruleset {
  /// The ruleset without its piece number `index` of one kind, nil after the last piece.
  func reduced(_ kind: Reduction, _ index: Int) -> Ruleset? {
    var copy = self
    var remover = Remover(left: index)
    if kind == .host { return remover.remove(&copy.hosts) ? copy : nil }
    if kind == .parameter { return remover.remove(&copy.parameters) ? copy : nil }
    for host in copy.hosts.indices where copy.hosts[host].remove(kind, &remover) { return copy }
    return nil
  }
}

extension HostRules {
  fileprivate mutating func remove(_ kind: Reduction, _ remover: inout Remover) -> Bool {
    switch kind {
    case .host, .parameter: return false
    case .set: return remover.remove(&sets)
    case .table: return remover.remove(&tables) || remover.remove(&native)
    case .member:
      for index in sets.indices where remover.remove(&sets[index].members) { return true }
    case .chain, .rule, .condition: break
    }
    for index in tables.indices where tables[index].remove(kind, &remover) { return true }
    for index in native.indices where native[index].remove(kind, &remover) { return true }
    return false
  }
}

extension TableText {
  fileprivate mutating func remove(_ kind: Reduction, _ remover: inout Remover) -> Bool {
    if kind == .rule { return remover.remove(&rules) }
    if kind == .condition {
      for index in rules.indices where remover.remove(&rules[index].matches) { return true }
      return false
    }
    guard kind == .chain else { return false }
    var users = chains.filter { $0.policy == "-" }
    let before = users
    guard remover.remove(&users) else { return false }
    let gone = before.first { !users.contains($0) }?.name ?? ""
    chains.removeAll { $0.name == gone }
    rules.removeAll { $0.chain == gone || $0.target.split(separator: " ").last ?? "" == gone }
    return true
  }
}

extension NativeTable {
  fileprivate mutating func remove(_ kind: Reduction, _ remover: inout Remover) -> Bool {
    switch kind {
    case .rule:
      for index in chains.indices where remover.remove(&chains[index].rules) { return true }
      return false
    case .condition:
      for chain in chains.indices {
        for rule in chains[chain].rules.indices
        where remover.remove(&chains[chain].rules[rule].conditions) {
          return true
        }
      }
      return remover.remove(&sets)
    case .chain: return remover.remove(&chains)
    case .host, .parameter, .set, .member, .table: return false
    }
  }
}
