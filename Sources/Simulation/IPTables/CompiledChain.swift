import Firewall

/// A chain ready to be walked: header conditions apart from the rest, jumps as indexes.
struct CompiledChain {
  var headers: ContiguousArray<CompiledHeader> = []
  var bodies: ContiguousArray<CompiledBody> = []
}

/// What a rule asks beyond its header, and what it does.
struct CompiledBody {
  var conditions: [any PacketCondition]
  var action: RuleAction
}

/// What a rule does, with chains as indexes into the table.
enum RuleAction {
  /// Counts and goes on.
  case proceed
  case accept
  case drop
  case `return`
  case jump(Int)
  case goto(Int)
  /// A jump to a chain that the text does not have.
  case missingChain(String)
  case effect(any PacketEffect, matters: Bool)

  /// Whether the packet's further way can depend on this rule.
  var matters: Bool {
    switch self {
    case .proceed: false
    case .effect(_, let matters): matters
    case .accept, .drop, .return, .jump, .goto, .missingChain: true
    }
  }
}
