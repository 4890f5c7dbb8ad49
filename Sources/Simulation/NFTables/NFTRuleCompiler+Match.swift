import Firewall

extension NFTRuleCompiler {
  /// Whether the sides of a comparison relate as it says; a packet without the left side ends the
  /// rule, whatever the relation (`NFT_BREAK`).
  func condition(_ match: NFTables.Match) -> (inout HookContext) -> Truth {
    let text = question("`\(match.text)`")
    let types = match.left.datatype
    if let lookup = lookup(match.right, keyTypes: types) {
      return membership(match, lookup, text)
    }
    guard let reader = reader(match.left), let test = test(match, types.first ?? .integer) else {
      return { _ in .unknown(because: text) }
    }
    let set = intervals(match, types.first ?? .integer)
    return { context in
      switch reader(&context) {
      case .value(let value): return Truth(test(value))
      case .missing: return .no
      case .uniform(let first, let count): return Self.chance(set, test, first, count, text)
      case .partial(let value, let bits, _):
        // Both ways of filling in the unknown bits agree only where none of them is asked for.
        return bits == 0 ? Truth(test(value)) : .unknown(because: text)
      case .unknown: return .unknown(because: text)
      }
    }
  }

  /// The comparison with a constant.
  private func test(
    _ match: NFTables.Match, _ type: NFTables.Datatype
  ) -> ((UInt128) -> Bool)? {
    switch match.relation {
    case .intersects:
      if case .boolean(let wanted) = match.right { return { ($0 != 0) == wanted } }
      guard let bits = constants.number(match.right, as: type) else { return nil }
      return type.isBitmask ? { $0 & bits != 0 } : { $0 == bits }
    case .disjoint:
      guard let bits = constants.number(match.right, as: type) else { return nil }
      return { $0 & bits == 0 }
    case .equal, .unequal, .less, .greater, .lessOrEqual, .greaterOrEqual:
      guard let interval = intervals(match, type) else { return nil }
      let wanted = match.relation != .unequal
      if interval.low == interval.high {
        let constant = interval.low
        return { ($0 == constant) == wanted }
      }
      return { interval.contains($0) == wanted }
    }
  }

  /// The values that an ordering comparison accepts (that an unequal one refuses).
  private func intervals(_ match: NFTables.Match, _ type: NFTables.Datatype) -> NFTInterval? {
    if case .boolean(let wanted) = match.right {
      return wanted ? NFTInterval(1, .max) : NFTInterval(0)
    }
    guard let interval = constants.interval(match.right, as: type) else { return nil }
    switch match.relation {
    case .equal, .unequal: return interval
    case .less: return interval.low == 0 ? nil : NFTInterval(0, interval.low - 1)
    case .greater: return interval.high == .max ? nil : NFTInterval(interval.high + 1, .max)
    case .lessOrEqual: return NFTInterval(0, interval.low)
    case .greaterOrEqual: return NFTInterval(interval.high, .max)
    case .intersects, .disjoint: return nil
    }
  }

  /// The share of equally likely numbers that pass.
  private static func chance(
    _ interval: NFTInterval?, _ test: (UInt128) -> Bool, _ first: UInt128, _ count: UInt64,
    _ text: String
  ) -> Truth {
    let passing: UInt64
    if count <= 4096 {
      passing = (0..<count).reduce(0) { $0 + (test(first + UInt128($1)) ? 1 : 0) }
    } else if let interval {
      let low = max(interval.low, first)
      let high = min(interval.high, first + UInt128(count) - 1)
      let inside = low > high ? 0 : UInt64(truncatingIfNeeded: high - low + 1)
      passing = test(interval.low) ? inside : count - inside
    } else {
      return .unknown(because: text)
    }
    return share(passing, count)
  }

  private static func share(_ passing: UInt64, _ count: UInt64) -> Truth {
    if passing == 0 { return .no }
    return passing == count ? .yes : .chance(Double(passing) / Double(count))
  }

  /// Whether the left side is an element of a set.
  private func membership(
    _ match: NFTables.Match, _ lookup: NFTLookup, _ text: String
  ) -> (inout HookContext) -> Truth {
    guard let find = finder(match.left, lookup) else { return { _ in .unknown(because: text) } }
    let inverted = match.relation == .unequal
    let name = setName(match.right)
    let isConditional = !lookup.conditional.isEmpty
    return { context in
      if let name, context.changedSets.contains(name) { return .unknown(because: text) }
      switch find(&context) {
      case .found(let element):
        if isConditional, lookup.conditional.contains(element) { return .unknown(because: text) }
        return Truth(!inverted)
      case .absent: return Truth(inverted)
      case .missing: return .no
      case .unknown: return .unknown(because: text)
      }
    }
  }

  /// How changes of a named set are remembered along the way.
  func setName(_ expression: NFTables.Expression) -> String? {
    guard case .setReference(let name) = expression else { return nil }
    return changeName(name)
  }

  func changeName(_ name: String) -> String {
    "\(table.family.rawValue) \(table.name) \(name)"
  }
}
