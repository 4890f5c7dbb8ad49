import Firewall

/// Turns the values the readers give into what is run on packets.
enum RuleCompiler {
  /// The condition a match stands for, nil for one that always holds (`comment`).
  static func condition(_ match: any MatchExtension, on host: HostModel) -> (any PacketCondition)? {
    if match is CommentMatch { return nil }
    if let prepared = match as? any HostDependentMatch { return prepared.condition(on: host) }
    if let condition = match as? any PacketCondition { return condition }
    return UndecidedCondition(
      question: "whether the packet meets '-m \(match.moduleName)' on \(host.name)")
  }

  /// The effect a target has.
  static func effect(_ target: any TargetExtension, on host: HostModel) -> RuleAction {
    let effect: any PacketEffect
    if let prepared = target as? any HostDependentTarget {
      effect = prepared.effect(on: host)
    } else if let ready = target as? any PacketEffect {
      effect = ready
    } else {
      effect = UndecidedEffect(
        question: "what the target \(target.moduleName) on \(host.name) does with the packet")
    }
    return .effect(effect, matters: effect.matters)
  }
}

/// A match whose meaning is not known: kept, and said when the way depends on it.
struct UndecidedCondition: PacketCondition {
  let question: String

  func evaluate(_ context: inout HookContext) -> Truth { .unknown(because: question) }
}

/// A target whose meaning is not known: the walk ends undecided at it.
struct UndecidedEffect: PacketEffect {
  let question: String
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    .verdict(.undecided(because: question))
  }
}
