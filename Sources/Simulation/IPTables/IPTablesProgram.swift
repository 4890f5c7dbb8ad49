import Addressing
import Firewall

/// One table of one backend and family, walked as `ipt_do_table` does.
///
/// Chains are compiled when a packet first enters them: a walk costs what it visits, not what the
/// ruleset holds.
final class IPTablesProgram {
  let backend: IPTablesBackend
  let family: IPFamily
  let table: IPTablesTable
  private let indexes: [String: Int]
  private var compiled: [CompiledChain?]
  private var interfaces: InterfaceSets
  private var described: [RulePlace: DecidedBy] = [:]
  private unowned let host: HostModel

  init(_ table: IPTablesTable, backend: IPTablesBackend, family: IPFamily, host: HostModel) {
    self.table = table
    self.backend = backend
    self.family = family
    self.host = host
    indexes = Dictionary(
      table.chains.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    compiled = Array(repeating: nil, count: table.chains.count)
    interfaces = InterfaceSets(names: host.linkNames)
  }

  /// The chain a hook enters, nil when the table has none there.
  func chain(at hook: Hook) -> Int? {
    indexes[hook.chainName].flatMap { table.chains[$0].policy == nil ? nil : $0 }
  }

  /// Runs the packet through the built-in chain `start`.
  func traverse(from start: Int, _ context: inout HookContext, _ trail: inout Trail) -> Verdict {
    var frames: [Frame] = []
    var chain = start
    var rule = 0
    while true {
      let code = compiledChain(chain)
      guard let hit = firstHit(in: code, from: rule, chain: chain, &context, &trail) else {
        switch leave(&frames) {
        case .some(let frame): (chain, rule) = (frame.chain, frame.rule)
        case .none: return policyVerdict(of: start, &trail)
        }
        continue
      }
      rule = hit + 1
      switch code.bodies[hit].action {
      case .proceed: continue
      case .accept: return decide(.accept, chain, hit, &trail)
      case .drop: return decide(.drop, chain, hit, &trail)
      case .return:
        guard let frame = leave(&frames) else { return policyVerdict(of: start, &trail) }
        (chain, rule) = (frame.chain, frame.rule)
      case .jump(let callee):
        if frames.count >= maximumDepth { return endless(chain, hit, &trail) }
        frames.append(Frame(chain: chain, rule: rule))
        (chain, rule) = (callee, 0)
      case .goto(let callee):
        trail.gotos += 1
        if trail.gotos > maximumDepth * 64 { return endless(chain, hit, &trail) }
        (chain, rule) = (callee, 0)
      case .missingChain(let name):
        let text = "chain \(name) of table \(table.name) is not in the rules of \(host.name)"
        return decide(.undecided(because: text), chain, hit, &trail)
      case .effect(let effect, _):
        switch effect.apply(to: &context) {
        case .proceed: continue
        case .verdict(let verdict): return decide(verdict, chain, hit, &trail)
        }
      }
    }
  }

  private struct RulePlace: Hashable {
    let chain: Int
    let rule: Int?
  }

  private struct Frame {
    let chain: Int
    let rule: Int
  }

  /// nf_tables refuses rulesets that jump deeper than 16 (`NFT_JUMP_STACK_SIZE`); x_tables has room
  /// for one return from each user-defined chain (`xt_jumpstack_alloc`). Neither loads a circle.
  private var maximumDepth: Int {
    switch backend {
    case .legacy: max(16, table.chains.count)
    case .nft: 16
    }
  }

  private func leave(_ frames: inout [Frame]) -> Frame? { frames.popLast() }

  private func endless(_ chain: Int, _ rule: Int, _ trail: inout Trail) -> Verdict {
    let name = table.chains[chain].name
    let text =
      "the jumps of chain \(name) in table \(table.name) never end; no kernel loads such rules"
    return decide(.undecided(because: text), chain, rule, &trail)
  }

  private func decide(
    _ verdict: Verdict, _ chain: Int, _ rule: Int, _ trail: inout Trail
  ) -> Verdict {
    trail.decision = RuleLocation(source: self, chain: chain, rule: rule)
    return verdict
  }

  private func policyVerdict(of chain: Int, _ trail: inout Trail) -> Verdict {
    switch table.chains[chain].policy {
    case .drop:
      trail.decision = RuleLocation(source: self, chain: chain, rule: nil)
      return .drop
    case .accept, nil: return .accept
    }
  }
}

extension IPTablesProgram {
  /// The first rule from `start` on whose conditions hold.
  @inline(__always)
  private func firstHit(
    in code: borrowing CompiledChain, from start: Int, chain: Int, _ context: inout HookContext,
    _ trail: inout Trail
  ) -> Int? {
    var rule = start
    let count = code.headers.count
    while rule < count {
      if code.headers[rule].matches(context.packet, interfaces: interfaces),
        conditionsHold(of: code.bodies[rule], &context)
      {
        trail.note(host, "\(table.name)/\(table.chains[chain].name)#\(rule + 1)", text(chain, rule))
        return rule
      }
      rule += 1
    }
    return nil
  }

  /// Whether all conditions hold. Every definite "no" counts before anything is assumed.
  @inline(__always)
  private func conditionsHold(of body: borrowing CompiledBody, _ context: inout HookContext) -> Bool
  {
    if body.conditions.isEmpty { return true }
    return evaluate(body.conditions, matters: body.action.matters, &context)
  }

  private func evaluate(
    _ conditions: [any PacketCondition], matters: Bool, _ context: inout HookContext
  ) -> Bool {
    var open: [Truth] = []
    for condition in conditions {
      switch condition.evaluate(&context) {
      case .no: return false
      case .yes: continue
      case let truth: open.append(truth)
      }
    }
    if open.isEmpty { return true }
    if !matters { return false }
    return open.allSatisfy { $0.settle(&context.tape) }
  }

  private func compiledChain(_ index: Int) -> CompiledChain {
    if let ready = compiled[index] { return ready }
    var chain = CompiledChain()
    for rule in table.chains[index].rules {
      chain.headers.append(CompiledHeader(rule.header, interfaces: &interfaces))
      chain.bodies.append(
        CompiledBody(
          conditions: rule.matches.compactMap { RuleCompiler.condition($0, on: host) },
          action: action(of: rule)))
    }
    compiled[index] = chain
    return chain
  }

  private func action(of rule: IPTablesRule) -> RuleAction {
    switch rule.target {
    case .none: .proceed
    case .accept: .accept
    case .drop: .drop
    case .return: .return
    case .jump(let name): indexes[name].map { .jump($0) } ?? .missingChain(name)
    case .goto(let name): indexes[name].map { .goto($0) } ?? .missingChain(name)
    case .extension(let target): RuleCompiler.effect(target, on: host)
    }
  }
}

extension IPTablesProgram: RuleSource {
  func describe(chain: Int, rule: Int?) -> DecidedBy {
    let key = RulePlace(chain: chain, rule: rule)
    if let known = described[key] { return known }
    let place = newDescription(chain: chain, rule: rule)
    described[key] = place
    return place
  }

  private func newDescription(chain: Int, rule: Int?) -> DecidedBy {
    let owner = table.chains[chain]
    var place = DecidedBy(
      host: host.name, kind: rule == nil ? .policy : .rule,
      text: rule.map { text(chain, $0) } ?? "-P \(owner.name) \(owner.policy?.rawValue ?? "-")")
    place.backend = backend.rawValue
    place.family = family.description
    place.table = table.name
    place.chain = owner.name
    place.position = rule.map { $0 + 1 }
    return place
  }

  private func text(_ chain: Int, _ rule: Int) -> String {
    table.chains[chain].rules[rule].text(inChain: table.chains[chain].name)
  }
}

extension Truth {
  /// Answers an open question from the tape.
  func settle(_ tape: inout DecisionTape) -> Bool {
    switch self {
    case .no: false
    case .yes: true
    case .chance(let probability): tape.split(probability)
    case .unknown(let question): tape.assume(question)
    }
  }
}
