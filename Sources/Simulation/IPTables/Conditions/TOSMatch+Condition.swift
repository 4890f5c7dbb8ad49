import Firewall

/// `xt_dscp.c`, `tos_mt`.
extension TOSMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    Truth((context.packet.trafficClass & mask == value) != isInverted)
  }
}
