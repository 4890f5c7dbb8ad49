import Addressing
import Firewall
import Snapshots

extension Snapshot {
  /// Applies a change of iptables rules; others are nothing to it.
  mutating func applyToRules(_ change: Change) {
    switch change {
    case .insertRule(let place, let position, let rule):
      editChain(place) { $0.rules.insert(rule, at: min(max(position - 1, 0), $0.rules.count)) }
    case .deleteRule(let place, let position):
      editChain(place) {
        if $0.rules.indices.contains(position - 1) { $0.rules.remove(at: position - 1) }
      }
    case .setPolicy(let place, let policy): editChain(place) { $0.policy = policy }
    case .putChain(let place, let rules): editChain(place) { $0.rules = rules }
    case .flushTable(let place):
      editTable(place) { table in
        for index in table.chains.indices {
          table.chains[index].rules = []
          if table.chains[index].policy != nil { table.chains[index].policy = .accept }
        }
      }
    case .replaceRoute, .deleteRoute, .addRoutingRule, .deleteRoutingRule, .setSysctl,
      .insertNFTRule, .deleteNFTRule, .deleteNFTTable, .putSet, .putPolicy, .deletePolicy,
      .putService,
      .putListener, .putNeighbour, .setAddresses, .raiseLink, .aim:
      break
    }
  }

  /// Changes a chain, which is made where it is missing.
  private mutating func editChain(_ place: ChainPlace, _ body: (inout IPTablesChain) -> Void) {
    editTable(place) { table in
      if !table.chains.contains(where: { $0.name == place.chain }) {
        table.chains.append(IPTablesChain(name: place.chain))
      }
      guard let index = table.chains.firstIndex(where: { $0.name == place.chain }) else { return }
      body(&table.chains[index])
    }
  }

  private mutating func editTable(_ place: ChainPlace, _ body: (inout IPTablesTable) -> Void) {
    modify(place.host) { host in
      guard var rules = host.rules(place.backend, place.family),
        let index = rules.tables.firstIndex(where: { $0.name == place.table })
      else { return }
      body(&rules.tables[index])
      switch place.backend {
      case .legacy: host.legacy[place.family] = .present(rules)
      case .nft: host.nft[place.family] = .present(rules)
      }
    }
  }
}
