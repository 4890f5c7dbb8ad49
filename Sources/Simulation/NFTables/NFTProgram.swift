import Addressing
import Firewall

/// One native table for one family of packets, walked as `nft_do_chain` does.
///
/// Chains are compiled when a packet first enters them, sets when a rule first asks them.
final class NFTProgram {
  let table: NFTables.Table
  let family: IPFamily
  unowned let host: HostModel
  let indexes: [String: Int]
  var lookups: [String: NFTLookup] = [:]
  private var compiled: [ContiguousArray<NFTRule>?]

  /// `NFT_JUMP_STACK_SIZE`.
  static let maximumDepth = 16

  init(_ table: NFTables.Table, family: IPFamily, host: HostModel) {
    self.table = table
    self.family = family
    self.host = host
    indexes = Dictionary(
      table.chains.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    compiled = Array(repeating: nil, count: table.chains.count)
  }

  /// `chain input of table inet filter on node1`.
  func place(_ chain: Int) -> String {
    "chain \(table.chains[chain].name) of table \(table.family.rawValue) \(table.name) "
      + "on \(host.name)"
  }

  private struct Frame {
    let chain: Int
    let rule: Int
  }

  /// Runs the packet through the base chain `start`.
  func traverse(from start: Int, _ context: inout HookContext, _ trail: inout Trail) -> Verdict {
    var frames: [Frame] = []
    var (chain, rule) = (start, 0)
    while true {
      let rules = rules(of: chain)
      guard rule < rules.count else {
        guard let frame = frames.popLast() else { return policy(of: start, &trail) }
        (chain, rule) = (frame.chain, frame.rule)
        continue
      }
      let end = evaluate(rules[rule], chain, rule, &context, &trail)
      switch end {
      case .next: rule += 1
      case .accept: return decide(.accept, chain, rule, &trail)
      case .drop: return decide(.drop, chain, rule, &trail)
      case .decided(let verdict): return decide(verdict, chain, rule, &trail)
      case .return:
        guard let frame = frames.popLast() else { return policy(of: start, &trail) }
        (chain, rule) = (frame.chain, frame.rule)
      case .jump(let callee):
        guard frames.count < Self.maximumDepth else { return endless(chain, rule, &trail) }
        frames.append(Frame(chain: chain, rule: rule + 1))
        (chain, rule) = (callee, 0)
      case .goto(let callee):
        trail.gotos += 1
        guard trail.gotos < 4096 else { return endless(chain, rule, &trail) }
        (chain, rule) = (callee, 0)
      case .missing(let name):
        let text = "chain \(name) is not in table \(table.family.rawValue) \(table.name)"
        return decide(.undecided(because: text), chain, rule, &trail)
      }
    }
  }

  private func endless(_ chain: Int, _ rule: Int, _ trail: inout Trail) -> Verdict {
    let text = "the jumps in \(place(chain)) never end; no kernel loads such rules"
    return decide(.undecided(because: text), chain, rule, &trail)
  }

  private func decide(
    _ verdict: Verdict, _ chain: Int, _ rule: Int, _ trail: inout Trail
  ) -> Verdict {
    trail.decision = RuleLocation(source: self, chain: chain, rule: rule)
    return verdict
  }

  private func policy(of chain: Int, _ trail: inout Trail) -> Verdict {
    switch table.chains[chain].base?.policy {
    case .drop:
      trail.decision = RuleLocation(source: self, chain: chain, rule: nil)
      return .drop
    case .accept, nil: return .accept
    }
  }

  private func rules(of chain: Int) -> ContiguousArray<NFTRule> {
    if let ready = compiled[chain] { return ready }
    let rules = ContiguousArray(
      table.chains[chain].rules.indices.map {
        NFTRuleCompiler(program: self, chain: chain, rule: $0).compile()
      })
    compiled[chain] = rules
    return rules
  }
}

extension NFTProgram {
  /// Carries out one rule's steps. Every definite "no" before an effect counts before anything is
  /// assumed.
  private func evaluate(
    _ rule: NFTRule, _ chain: Int, _ index: Int, _ context: inout HookContext,
    _ trail: inout Trail
  ) -> NFTRuleEnd {
    var open: [Truth] = []
    for (number, step) in rule.steps.enumerated() {
      if case .condition(let condition) = step {
        switch condition(&context) {
        case .no: return .next
        case .yes: continue
        case let truth: open.append(truth)
        }
        continue
      }
      for truth in open where !truth.settle(&context.tape) { return .next }
      open.removeAll()
      if number == rule.firstEffect {
        trail.note(
          host, "\(table.name)/\(table.chains[chain].name)#\(index + 1)", text(chain, index))
      }
      switch step {
      case .condition: continue
      case .effect(let effect):
        switch effect(&context) {
        case .proceed: continue
        case .breakRule: return .next
        case .verdict(let verdict): return .decided(verdict)
        }
      case .verdict(let end): return end
      case .verdictMap(let map):
        guard let end = map(&context) else { continue }
        return end
      }
    }
    return .next
  }
}

extension NFTProgram: RuleSource {
  func describe(chain: Int, rule: Int?) -> DecidedBy {
    let owner = table.chains[chain]
    let policy = owner.base.map { $0.text(in: table.family) } ?? ""
    var place = DecidedBy(
      host: host.name, kind: rule == nil ? .policy : .rule,
      text: rule.map { text(chain, $0) } ?? policy)
    place.backend = "nftables"
    place.family = table.family.rawValue
    place.table = table.name
    place.chain = owner.name
    place.position = rule.map { $0 + 1 }
    return place
  }

  func text(_ chain: Int, _ rule: Int) -> String {
    table.chains[chain].rules[rule].text(in: table.family)
  }
}
