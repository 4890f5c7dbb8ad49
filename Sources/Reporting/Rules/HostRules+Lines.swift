public import Addressing
public import Documents
public import Firewall

/// One chain with where it stands.
public struct ChainPlace: Sendable {
  public let backend: IPTablesBackend
  public let family: IPFamily
  public let table: String
  public let chain: IPTablesChain
}

extension HostRules {
  /// Whether both backends of iptables hold rules.
  public var mixesBackends: Bool {
    let inUse = rulesets.filter { recorded in
      recorded.ruleset.tables.contains { $0.chains.contains { !$0.rules.isEmpty } }
    }
    return Set(inUse.map(\.backend)).count > 1
  }

  /// Every chain of every table.
  public var chains: [ChainPlace] {
    rulesets.flatMap { recorded in
      recorded.ruleset.tables.flatMap { table in
        table.chains.map {
          ChainPlace(
            backend: recorded.backend, family: recorded.family, table: table.name, chain: $0)
        }
      }
    }
  }

  /// `filter/FORWARD (iptables-legacy, ipv4): policy ACCEPT, 4 rules`, with what it is.
  public func summary(of place: ChainPlace) -> String {
    var text =
      "\(place.table)/\(place.chain.name) (\(place.backend.rawValue), \(place.family)): "
    if let policy = place.chain.policy { text += "policy \(policy.rawValue), " }
    let count = place.chain.rules.count
    text += count == 1 ? "1 rule" : "\(count) rules"
    if let meaning = meaning(of: place.chain.name) { text += " — \(meaning)" }
    return text
  }

  /// The rules of a chain, numbered, with their counters and what they lead to.
  public func lines(of place: ChainPlace) -> [String] {
    place.chain.rules.enumerated().map { index, rule in
      let counters = rule.counters.map { "[\($0.packets):\($0.bytes)] " } ?? ""
      let text = rule.text(inChain: place.chain.name, family: place.family)
      let named = ([rule.target.chain].compactMap { $0 } + rule.setNames).compactMap { name in
        meaning(of: name).map { "\(name): \($0)" }
      }
      return "\(index + 1). \(counters)\(text)"
        + named.map { "\n     \($0)" }.joined()
    }
  }

  /// A chain as JSON: where it stands, what it is, its rules.
  public func json(of place: ChainPlace, includingRules: Bool) -> Node {
    var members: [Node.Member] = [
      .init("host", Node(.string(name))), .init("backend", Node(.string(place.backend.rawValue))),
      .init("family", Node(.string(place.family.description))),
      .init("table", Node(.string(place.table))), .init("chain", Node(.string(place.chain.name))),
    ]
    if let policy = place.chain.policy {
      members.append(.init("policy", Node(.string(policy.rawValue))))
    }
    if let meaning = meaning(of: place.chain.name) {
      members.append(.init("meaning", Node(.string(meaning))))
    }
    members.append(.init("ruleCount", Node(integerLiteral: place.chain.rules.count)))
    if includingRules {
      members.append(.init("rules", Node(.array(place.chain.rules.enumerated().map(rule(place))))))
    }
    return Node(.object(members))
  }

  private func rule(_ place: ChainPlace) -> (Int, IPTablesRule) -> Node {
    { index, rule in
      var members: [Node.Member] = [
        .init("position", Node(integerLiteral: index + 1)),
        .init(
          "text", Node(.string(rule.text(inChain: place.chain.name, family: place.family)))),
      ]
      if let counters = rule.counters {
        members.append(.init("packets", Node(.number(String(counters.packets)))))
        members.append(.init("bytes", Node(.number(String(counters.bytes)))))
      }
      if let chain = rule.target.chain, let meaning = self.meaning(of: chain) {
        members.append(.init("leadsTo", Node(.string(meaning))))
      }
      return Node(.object(members))
    }
  }
}

extension IPTablesRule {
  /// The sets the rule asks.
  public var setNames: [String] {
    matches.compactMap { ($0 as? SetMatch)?.set }
  }
}
