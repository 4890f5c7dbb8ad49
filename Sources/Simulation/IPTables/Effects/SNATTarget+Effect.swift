import Firewall

/// `xt_nat.c`, `xt_snat_target_v2`.
extension SNATTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    context.translate(.source, to: range)
    return .verdict(.accept)
  }
}
