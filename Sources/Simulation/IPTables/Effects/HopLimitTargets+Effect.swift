import Firewall

/// `xt_HL.c`, `ttl_tg`.
extension TTLTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    context.packet.timeToLive = change.applied(to: context.packet.timeToLive)
    return .proceed
  }
}

/// `xt_HL.c`, `hl_tg6`.
extension HLTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    context.packet.timeToLive = change.applied(to: context.packet.timeToLive)
    return .proceed
  }
}

extension HopChange {
  fileprivate func applied(to hops: UInt8) -> UInt8 {
    switch self {
    case .set(let value): value
    case .increment(let step): UInt8(min(255, Int(hops) + Int(step)))
    case .decrement(let step): UInt8(max(0, Int(hops) - Int(step)))
    }
  }
}
