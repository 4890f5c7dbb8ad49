import Firewall

/// `xt_CLASSIFY.c`.
extension ClassifyTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    context.packet.priority = priority
    return .proceed
  }
}
