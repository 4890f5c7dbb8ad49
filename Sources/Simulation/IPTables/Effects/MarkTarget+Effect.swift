import Firewall

/// `xt_mark.c`: `mark = (mark & ~mask) ^ value`.
extension MarkTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    context.packet.mark = context.packet.mark & ~mask ^ value
    return .proceed
  }
}
