import Addressing

extension FIB {
  /// The entry `fib_table_lookup()` of net/ipv4/fib_trie.c would take, errors included; nil when the
  /// table has none.
  func entry4(
    _ table: PrefixTable, _ query: RouteQuery, _ options: Options
  ) -> PrefixTable.Entry? {
    var node = table.longest(query.destination)
    while node >= 0 {
      for place in table.nodes[node].entries
      where serves4(table.entries[place], query, options) {
        return table.entries[place]
      }
      node = table.nodes[node].parent
    }
    return nil
  }

  private func serves4(
    _ entry: PrefixTable.Entry, _ query: RouteQuery, _ options: Options
  ) -> Bool {
    if entry.tos != 0, entry.tos & 0xfc != query.tos & 0x1c { return false }
    if entry.kind.isError { return true }
    let hops = options.ignoresLinkState ? entry.hopsWithoutCarrier : entry.hops
    if hops.isEmpty { return !entry.isDead && query.outInterface == nil }
    guard let oif = query.outInterface else { return true }
    return hops.contains { $0.dev == oif }
  }
}
