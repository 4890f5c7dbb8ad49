import Addressing

extension FIB {
  /// The place of the entry `fib_table_lookup()` of net/ipv4/fib_trie.c would take, errors included;
  /// nil when the table has none.
  func entry4(_ table: PrefixTable, _ query: RouteQuery, _ options: Options) -> Int? {
    var node = table.longest(query.destination)
    while node >= 0 {
      for place in table.nodes[node].entries where serves4(table, place, query, options) {
        return place
      }
      node = table.nodes[node].parent
    }
    return nil
  }

  private func serves4(
    _ table: PrefixTable, _ place: Int, _ query: RouteQuery, _ options: Options
  ) -> Bool {
    let tos = table.entries[place].tos
    if tos != 0, tos & 0xfc != query.tos & 0x1c { return false }
    if table.entries[place].kind.isError { return true }
    if query.outInterface == nil, !options.ignoresLinkState { return !table.entries[place].isDead }
    let hops =
      options.ignoresLinkState
      ? table.entries[place].hopsWithoutCarrier : table.entries[place].hops
    if hops.isEmpty { return !table.entries[place].isDead && query.outInterface == nil }
    guard let oif = query.outInterface else { return true }
    return hops.contains { $0.dev == oif }
  }
}
