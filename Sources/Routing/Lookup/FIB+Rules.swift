import Addressing

extension FIB {
  /// An entry by the places of its table and of itself in it.
  struct Place {
    let table: Int
    let entry: Int
  }

  /// Where a lookup ended.
  enum Found {
    /// An entry of a table, and the rule that led there; -1 without rules.
    case entry(Place, rule: Int)
    /// A rule that decides by itself.
    case rule(Int)
    /// A rule with something unknown in it.
    case unknownRule(Int)
    case nothing
  }

  /// Options of a lookup that a packet does not carry.
  struct Options {
    /// Hops without carrier count as alive.
    var ignoresLinkState = false
    /// Routes out of other interfaces than the preferred one do not count (`RT6_LOOKUP_F_IFACE`).
    var isStrict = false
    /// Whether this host forwards IPv6; a router does not look at its neighbours' states.
    var isRouter = true
  }

  /// Walks the rules and their tables as `fib_rules_lookup()` does.
  func find(
    _ query: RouteQuery, _ options: Options, neighbours: NeighbourTable
  ) -> Found {
    if merged >= 0 { return findMerged(query, options) }
    var index = 0
    // A jump goes forward only, so this ends.
    while index < steps.count {
      let step = steps[index]
      guard step.isCatchAll || matches(rules[index], query) else {
        index += 1
        continue
      }
      var table = -1
      switch step.deed {
      case .jump(let target):
        index = target
        continue
      case .refuse: return .rule(index)
      case .unknown: return .unknownRule(index)
      case .nop: break
      case .l3mdev: table = vrfTable(query)
      case .table(let place): table = place
      }
      if table >= 0, let entry = way(table, query, options, neighbours),
        !step.suppresses || !suppresses(rules[index], tables[table].entries[entry])
      {
        return .entry(Place(table: table, entry: entry), rule: index)
      }
      index += 1
    }
    return .nothing
  }

  /// Without custom rules the kernel asks the joined table and, where that has nothing, `default`.
  private func findMerged(_ query: RouteQuery, _ options: Options) -> Found {
    if let entry = entry4(tables[merged], query, options),
      tables[merged].entries[entry].kind != .throw
    {
      return .entry(Place(table: merged, entry: entry), rule: -1)
    }
    guard fallback >= 0, let entry = entry4(tables[fallback], query, options),
      tables[fallback].entries[entry].kind != .throw
    else { return .nothing }
    return .entry(Place(table: fallback, entry: entry), rule: -1)
  }

  /// The place of the entry a table gives, nil for none and for `throw`.
  private func way(
    _ table: Int, _ query: RouteQuery, _ options: Options, _ neighbours: NeighbourTable
  ) -> Int? {
    let entry =
      switch family {
      case .ipv4: entry4(tables[table], query, options)
      case .ipv6: entry6(tables[table], query, options, neighbours)
      }
    return entry.flatMap { tables[table].entries[$0].kind == .throw ? nil : $0 }
  }

  private func vrfTable(_ query: RouteQuery) -> Int {
    let dev = query.outInterface ?? query.inInterface
    return dev.flatMap { vrfs[$0] }.flatMap { places[$0] } ?? -1
  }

  private func suppresses(_ rule: RoutingRule, _ entry: PrefixTable.Entry) -> Bool {
    if entry.kind.isError { return false }
    if let length = rule.suppressPrefixLength, entry.length <= length { return true }
    guard let group = rule.suppressInterfaceGroup, let dev = entry.hops.first?.dev else {
      return false
    }
    return Self.number(groups[dev] ?? "default") == Self.number(group)
  }

  private static func number(_ group: String) -> String { group == "default" ? "0" : group }

  /// `fib_rule_match()` of net/core/fib_rules.c and its two families' own part.
  func matches(_ rule: RoutingRule, _ query: RouteQuery) -> Bool {
    selects(rule, query) != rule.isInverted
  }

  private func selects(_ rule: RoutingRule, _ query: RouteQuery) -> Bool {
    let selector = rule.selector
    if let iif = selector.inInterface, iif != query.inInterface ?? "lo" { return false }
    if let oif = selector.outInterface, oif != query.outInterface { return false }
    if let mark = selector.mark, (mark ^ query.mark) & selector.markMask != 0 { return false }
    if let tunnel = selector.tunnelID, tunnel != 0, tunnel != query.tunnelID { return false }
    if let users = selector.users, !users.contains(query.uid) { return false }
    if rule.action == .l3mdev, vrfTable(query) < 0 { return false }
    return selectsAddresses(selector, query) && selectsService(selector, query.tos)
      && selectsPorts(selector, query)
  }

  private func selectsAddresses(_ selector: RoutingRule.Selector, _ query: RouteQuery) -> Bool {
    if let destination = selector.destination, destination.length > 0,
      !destination.contains(query.destination)
    {
      return false
    }
    guard let source = selector.source, source.length > 0 else { return true }
    guard let own = query.source else {
      // IPv4 compares 0.0.0.0; IPv6 cannot match without a source.
      return family == .ipv4 && source.contains(IPAddress.zero(.ipv4))
    }
    return source.contains(own)
  }

  private func selectsService(_ selector: RoutingRule.Selector, _ tos: UInt8) -> Bool {
    if let wanted = selector.tos, wanted != 0 {
      // IPv4 compares the bits of RFC 1349 alone (INET_DSCP_LEGACY_TOS_MASK).
      guard wanted & 0xfc == tos & (family == .ipv4 ? 0x1c : 0xfc) else { return false }
    }
    if let wanted = selector.dscp { return wanted == tos >> 2 }
    return true
  }

  private func selectsPorts(_ selector: RoutingRule.Selector, _ query: RouteQuery) -> Bool {
    if let transport = selector.transport, transport != query.transport { return false }
    if let ports = selector.sourcePorts, !ports.contains(query.sourcePort) { return false }
    if let ports = selector.destinationPorts, !ports.contains(query.destinationPort) {
      return false
    }
    return true
  }
}
