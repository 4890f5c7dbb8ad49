import Addressing

extension FIB {
  /// The place of the entry `fib6_table_lookup()` of net/ipv6/route.c would take, errors included;
  /// nil when the table has none.
  func entry6(
    _ table: PrefixTable, _ query: RouteQuery, _ options: Options, _ neighbours: NeighbourTable
  ) -> Int? {
    if !options.isRouter,
      let entry = descend(table, query, options, neighbours: neighbours)
    {
      return entry
    }
    return descend(table, query, options, neighbours: nil)
  }

  /// From the longest prefix to the shortest, and at each from the longest source to none.
  ///
  /// A destination that has source-specific routes hides its other routes from a packet whose
  /// source matches none of them, unless it is the default route or a longer prefix was tried
  /// first: `fib6_node_lookup_1()` goes on to the parent there, `fib6_backtrack()` does not.
  private func descend(
    _ table: PrefixTable, _ query: RouteQuery, _ options: Options, neighbours: NeighbourTable?
  ) -> Int? {
    let source = query.source ?? .zero(.ipv6)
    var isFirst = true
    var place = table.longest(query.destination)
    while place >= 0 {
      let node = table.nodes[place]
      for group in table.sources[node.sources] where group.source.contains(source) {
        isFirst = false
        if let entry = best(table, group.entries, query, options, neighbours) { return entry }
      }
      if !node.entries.isEmpty, node.sources.isEmpty || !isFirst || node.length == 0 {
        isFirst = false
        if let entry = best(table, node.entries, query, options, neighbours) { return entry }
      }
      place = node.parent
    }
    return nil
  }

  /// `find_rr_leaf()`: the best score among those of the lowest metric; if none of these serves, the
  /// best among all the others.
  private func best(
    _ table: PrefixTable, _ range: Range<Int>, _ query: RouteQuery, _ options: Options,
    _ neighbours: NeighbourTable?
  ) -> Int? {
    guard let first = range.first else { return nil }
    let metric = table.entries[first].metric
    var end = first
    while end < range.upperBound, table.entries[end].metric == metric { end += 1 }
    return highest(table, first..<end, query, options, neighbours)
      ?? highest(table, end..<range.upperBound, query, options, neighbours)
  }

  private func highest(
    _ table: PrefixTable, _ range: Range<Int>, _ query: RouteQuery, _ options: Options,
    _ neighbours: NeighbourTable?
  ) -> Int? {
    var best: Int?
    var highest = -1
    for place in range {
      let score = score(table.entries[place], query, options, neighbours)
      if score > highest { (best, highest) = (place, score) }
    }
    return best
  }

  /// The best `rt6_score_route()` among the hops; -1 when none serves.
  private func score(
    _ entry: PrefixTable.Entry, _ query: RouteQuery, _ options: Options,
    _ neighbours: NeighbourTable?
  ) -> Int {
    let hops = options.ignoresLinkState ? entry.hopsWithoutCarrier : entry.hops
    guard !hops.isEmpty else {
      return entry.isDead || options.isStrict && query.outInterface != nil ? -1 : 2
    }
    var best = -1
    for hop in hops {
      best = max(best, Self.score(hop, entry.preference, query, options, neighbours))
    }
    return best
  }

  static func score(
    _ hop: NextHop, _ preference: Int, _ query: RouteQuery, _ options: Options,
    _ neighbours: NeighbourTable?
  ) -> Int {
    // An arriving packet prefers the interface it came in by, as ip6_pol_route_input() asks.
    let wanted = query.inInterface ?? query.outInterface
    let fits = wanted == nil || hop.dev == wanted
    if !fits, options.isStrict { return -1 }
    if let neighbours, let gateway = hop.gateway, let dev = hop.dev,
      neighbours.hasFailed(gateway, on: dev)
    {
      return -1
    }
    return (fits ? 2 : 0) | preference << 2
  }
}
