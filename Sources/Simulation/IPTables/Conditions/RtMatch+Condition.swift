import Firewall

/// `ip6t_rt.c`, `rt_mt6`: no packet of a walk has a routing header.
extension RtMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    .no
  }
}
