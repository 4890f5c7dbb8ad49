import Firewall

/// `xt_hl.c`, `hl_mt6`.
extension HLMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    Truth(comparison.matches(context.packet.timeToLive))
  }
}
