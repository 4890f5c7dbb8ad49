import Firewall

/// `xt_CT.c`: attaches a template before conntrack looks, or exempts the packet from it.
extension CTTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    if context.connection != nil || context.state == .untracked { return .proceed }
    if isUntracked {
      context.state = .untracked
      return .proceed
    }
    context.templateHelper = helper ?? context.templateHelper
    switch zone?.number {
    case .fixed(let number): context.templateZone = number
    case .mark: context.templateZone = UInt16(truncatingIfNeeded: context.packet.mark)
    case nil: break
    }
    context.templateZoneDirection = zone?.direction ?? context.templateZoneDirection
    return .proceed
  }
}

/// `xt_CT.c`, `notrack_tg`.
extension NotrackTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    if context.connection == nil { context.state = .untracked }
    return .proceed
  }
}
