/// A rule ready to be carried out: no names are looked up per packet.
struct NFTRule {
  var steps: ContiguousArray<Step> = []
  /// The first step that is no condition: reaching it means that the rule matched.
  var firstEffect = 0

  /// One statement.
  enum Step {
    /// The rule ends here when it does not hold.
    case condition((inout HookContext) -> Truth)
    case effect((inout HookContext) -> NFTEffectResult)
    case verdict(NFTRuleEnd)
    /// Nil: on with the next statement.
    case verdictMap((inout HookContext) -> NFTRuleEnd?)
  }
}

/// How an action leaves its rule.
enum NFTEffectResult {
  /// On with the next statement.
  case proceed
  /// The rule ends, the next is tried (`NFT_BREAK`).
  case breakRule
  case verdict(Verdict)
}

/// How a rule ends.
enum NFTRuleEnd: Hashable {
  /// The next rule is tried.
  case next
  case accept
  case drop
  case `return`
  case jump(Int)
  case goto(Int)
  /// A jump to a chain that the table does not have.
  case missing(String)
  case decided(Verdict)
}
