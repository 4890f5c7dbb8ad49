import Firewall
import Snapshots

extension HostSnapshot {
  mutating func editNFT(_ body: (inout NFTables.Ruleset) -> Void) {
    guard var rules = nftables.value else { return }
    body(&rules)
    nftables = .present(rules)
  }
}

extension NFTables.Ruleset {
  /// `nft insert rule` before the rule at a position, which counts from 1.
  mutating func insertRule(
    _ family: String, _ table: String, _ chain: String, _ position: Int, _ rule: NFTables.Rule
  ) {
    guard let index = index(family, table),
      let chainIndex = tables[index].chains.firstIndex(where: { $0.name == chain })
    else { return }
    let place = min(max(position - 1, 0), tables[index].chains[chainIndex].rules.count)
    tables[index].chains[chainIndex].rules.insert(rule, at: place)
  }

  /// `nft delete rule`; the position counts from 1.
  mutating func deleteRule(_ family: String, _ table: String, _ chain: String, _ position: Int) {
    guard let index = index(family, table),
      let chainIndex = tables[index].chains.firstIndex(where: { $0.name == chain }),
      tables[index].chains[chainIndex].rules.indices.contains(position - 1)
    else { return }
    tables[index].chains[chainIndex].rules.remove(at: position - 1)
  }

  /// `nft delete table`.
  mutating func deleteTable(_ family: String, _ table: String) {
    if let index = index(family, table) { tables.remove(at: index) }
  }

  private func index(_ family: String, _ table: String) -> Int? {
    tables.firstIndex { $0.family.rawValue == family && $0.name == table }
  }
}
