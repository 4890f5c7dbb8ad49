import Addressing
public import Cluster
public import Firewall

extension RuleNames {
  /// Learns from one rule of `chain`: its comment, where it jumps to, what it translates to.
  ///
  /// The rules that a walk visits are enough to name every chain it visits.
  public mutating func learn(from rule: IPTablesRule, in chain: String) {
    guard let comment = rule.comment else { return }
    learn(chain: chain, comment: comment, jump: rule.jumpsTo, translatesTo: rule.translatesTo)
  }

  /// Learns from every rule whose chains are not known by their hash.
  public mutating func learn(from ruleset: IPTablesRuleset) {
    for table in ruleset.tables {
      for chain in table.chains {
        let isKnown = self[chain.name] != nil || !chain.name.hasPrefix("KUBE-")
        for rule in chain.rules {
          if isKnown, rule.jumpsTo.map({ self[$0] != nil || !$0.hasPrefix("KUBE-") }) ?? true {
            continue
          }
          learn(from: rule, in: chain.name)
        }
      }
    }
  }

  /// Learns from every iptables rule of `host`, both backends and families.
  public mutating func learn(from host: HostSnapshot) {
    for piece in [host.legacy.ipv4, host.nft.ipv4, host.legacy.ipv6, host.nft.ipv6] {
      if let ruleset = piece.value { learn(from: ruleset) }
    }
  }
}

extension IPTablesRule {
  fileprivate var comment: String? {
    for match in matches { if let match = match as? CommentMatch { return match.comment } }
    return nil
  }

  fileprivate var jumpsTo: String? {
    switch target {
    case .jump(let chain), .goto(let chain): chain
    case .none, .accept, .drop, .return, .extension: nil
    }
  }

  /// The one endpoint a DNAT translates to.
  fileprivate var translatesTo: Endpoint? {
    guard case .extension(let target) = target, let translation = target as? DNATTarget,
      let addresses = translation.range.addresses, addresses.first == addresses.last,
      let ports = translation.range.ports
    else { return nil }
    return Endpoint(addresses.first, port: ports.first)
  }
}
