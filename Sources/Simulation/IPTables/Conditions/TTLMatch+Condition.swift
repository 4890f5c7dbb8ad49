import Firewall

/// `xt_hl.c`, `ttl_mt`.
extension TTLMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    Truth(comparison.matches(context.packet.timeToLive))
  }
}
