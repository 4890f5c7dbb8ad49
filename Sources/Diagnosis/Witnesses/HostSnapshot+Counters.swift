import Addressing
import Firewall
public import Simulation
public import Snapshots

extension HostSnapshot {
  /// How many packets a rule of iptables, or a chain's policy, has counted; nil where it is not there
  /// any more or its tool keeps no count.
  public func packets(countedBy rule: DecidedBy) -> UInt64? {
    guard let table = rule.table, let chain = rule.chain else { return nil }
    let family: IPFamily = rule.family == "ipv6" ? .ipv6 : .ipv4
    let rules: IPTablesRuleset?
    switch rule.backend {
    case "iptables-legacy": rules = legacy[family].value
    case "iptables-nft": rules = nft[family].value
    case _: return nil
    }
    guard
      let found = rules?.tables.first(where: { $0.name == table })?.chains
        .first(where: { $0.name == chain })
    else { return nil }
    guard let position = rule.position else { return found.counters?.packets }
    guard found.rules.indices.contains(position - 1) else { return nil }
    let now = found.rules[position - 1]
    return now.counters?.packets
  }
}
