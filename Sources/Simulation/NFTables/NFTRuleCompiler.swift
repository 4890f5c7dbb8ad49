import Addressing
import Firewall

/// Turns one rule of a native table into steps.
struct NFTRuleCompiler {
  let program: NFTProgram
  let chain: Int
  let rule: Int
  let constants: NFTConstant

  init(program: NFTProgram, chain: Int, rule: Int) {
    self.program = program
    self.chain = chain
    self.rule = rule
    constants = NFTConstant(host: program.host)
  }

  var table: NFTables.Table { program.table }

  /// What is asked of a person when `text` cannot be decided.
  func question(_ text: String) -> String {
    "\(text) holds in rule \(rule + 1) of \(program.place(chain))"
  }

  func compile() -> NFTRule {
    var compiled = NFTRule()
    for statement in table.chains[chain].rules[rule].statements {
      compiled.steps += steps(statement)
    }
    // Conditions that nothing follows cannot matter.
    while case .condition = compiled.steps.last { compiled.steps.removeLast() }
    compiled.firstEffect =
      compiled.steps.firstIndex {
        if case .condition = $0 { false } else { true }
      } ?? 0
    return compiled
  }

  private func steps(_ statement: NFTables.Statement) -> [NFTRule.Step] {
    switch statement {
    case .match(let match): [.condition(condition(match))]
    case .verdict(let verdict): verdict == .continue ? [] : [.verdict(end(verdict))]
    case .verdictMap(let mapping): [verdictMap(mapping)]
    case .limit, .quota, .connectionCount: [undecidable(statement)]
    case .meter(let meter): meter.statement.mayRefuse ? [undecidable(statement)] : []
    case .mangle(let mangle): assignment(mangle)
    case .reject(let reject): [.effect(rejection(reject))]
    case .queue(let queue): [.effect(queueing(queue))]
    case .notrack: [.effect(Self.notrack)]
    case .nat(let nat): [.effect(translation(nat))]
    case .tproxy(let proxy): [.effect(transparentProxy(proxy))]
    case .synproxy: [.effect(synproxy)]
    case .forward: [.effect(forwarding(statement))]
    case .updateSet(let update): setUpdate(update)
    case .assign(let kind, let name): [.effect(helper(kind, name))]
    case .xt, .unknown: [.effect(unknownStatement(statement))]
    case .text(let text): text.contains(" @") ? [] : [.effect(unknownStatement(statement))]
    case .counter, .reset, .log, .duplicate, .offload, .lastUsed: []
    }
  }

  private func undecidable(_ statement: NFTables.Statement) -> NFTRule.Step {
    let truth = Truth.unknown(because: question(statement.text(in: table.family)))
    return .condition { _ in truth }
  }

  /// The end of the rule that a verdict is, chains as indexes.
  func end(_ verdict: NFTables.Verdict) -> NFTRuleEnd {
    switch verdict {
    case .accept: .accept
    case .drop: .drop
    case .continue: .next
    case .return: .return
    case .jump(let name): program.indexes[name].map { .jump($0) } ?? .missing(name)
    case .goto(let name): program.indexes[name].map { .goto($0) } ?? .missing(name)
    }
  }

  /// A statement nobody knows may be a condition, an action or a verdict.
  private func unknownStatement(
    _ statement: NFTables.Statement
  ) -> (inout HookContext) -> NFTEffectResult {
    let text = statement.text(in: table.family)
    let passes = "`\(text)` lets the packet go on in rule \(rule + 1) of \(program.place(chain))"
    let because = "what `\(text)` does in rule \(rule + 1) of \(program.place(chain)) is not known"
    let matches = question("`\(text)`")
    return { context in
      guard context.tape.assume(matches) else { return .breakRule }
      return context.tape.assume(passes) ? .proceed : .verdict(.undecided(because: because))
    }
  }
}
