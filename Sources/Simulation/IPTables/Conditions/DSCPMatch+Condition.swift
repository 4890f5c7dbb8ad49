import Firewall

/// `xt_dscp.c`, `dscp_mt` and `dscp_mt6`.
extension DSCPMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    Truth((context.packet.trafficClass >> 2 == value) != isInverted)
  }
}
