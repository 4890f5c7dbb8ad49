import Firewall

/// `ip6t_frag.c`, `frag_mt6`: no packet of a walk has a fragment header.
extension FragMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    .no
  }
}
