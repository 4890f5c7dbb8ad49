import Firewall
import Testing

/// Expects two rulesets to be equal but for what nft 1.0.6 does not print: devices of chains, flags
/// and comments of tables, levels of cgroups. Times that run on may differ by a second.
func expectSame(
  _ read: NFTables.Ruleset, _ text: NFTables.Ruleset, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(read.unknown == text.unknown, "\(what)", sourceLocation: sourceLocation)
  #expect(
    read.tables.map(\.name) == text.tables.map(\.name), "\(what): tables",
    sourceLocation: sourceLocation)
  for (ours, theirs) in zip(read.tables, text.tables) {
    #expect(ours.family == theirs.family && ours.handle == theirs.handle, "\(what)")
    compare(ours.objects, theirs.objects, "\(what): \(ours.name)", sourceLocation)
    compare(ours.flowtables, theirs.flowtables, "\(what): \(ours.name)", sourceLocation)
    compare(
      ours.sets.map(\.withoutClock), theirs.sets.map(\.withoutClock), "\(what): \(ours.name)",
      sourceLocation)
    #expect(ours.chains.map(\.name) == theirs.chains.map(\.name), "\(what): \(ours.name)")
    for (one, two) in zip(ours.chains, theirs.chains) {
      #expect(one.handle == two.handle && one.comment == two.comment, "\(what): \(one.name)")
      #expect(one.base?.printed == two.base?.printed, "\(what): \(one.name)")
      let place = "\(what): \(ours.name) \(one.name)"
      #expect(one.rules.count == two.rules.count, "\(place)", sourceLocation: sourceLocation)
      for (mine, other) in zip(one.rules, two.rules) where mine != other {
        Issue.record(
          """
          \(place)
          kernel: \(mine.text(in: ours.family)) \(mine.statements)
          text:   \(other.text(in: ours.family)) \(other.statements)
          """, sourceLocation: sourceLocation)
      }
    }
  }
}

private func compare<Value: Equatable>(
  _ ours: [Value], _ theirs: [Value], _ place: String, _ sourceLocation: SourceLocation
) {
  #expect(ours.count == theirs.count, "\(place)", sourceLocation: sourceLocation)
  for (one, two) in zip(ours, theirs) where one != two {
    Issue.record("\(place)\nkernel: \(one)\ntext:   \(two)", sourceLocation: sourceLocation)
  }
}

extension NFTables.BaseChain {
  /// What nft 1.0.6 prints of it.
  fileprivate var printed: NFTables.BaseChain {
    var copy = self
    copy.devices = []
    return copy
  }
}

extension NFTables.NamedSet {
  /// The set with no more than whether its elements expire.
  fileprivate var withoutClock: NFTables.NamedSet {
    var copy = self
    for index in copy.elements.indices {
      if copy.elements[index].expires != nil { copy.elements[index].expires = 0 }
      guard case .element(var inner) = copy.elements[index].key else { continue }
      if inner.expires != nil { inner.expires = 0 }
      copy.elements[index].key = .element(inner)
    }
    return copy
  }
}
