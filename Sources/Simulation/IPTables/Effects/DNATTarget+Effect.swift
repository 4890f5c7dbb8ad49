import Firewall

/// `xt_nat.c`, `xt_dnat_target_v2`.
extension DNATTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    context.translate(.destination, to: range)
    return .verdict(.accept)
  }
}
