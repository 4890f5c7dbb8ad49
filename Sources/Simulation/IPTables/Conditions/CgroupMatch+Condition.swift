import Firewall

/// `xt_cgroup.c`, `cgroup_mt`: a packet without a socket of this host never matches.
extension CgroupMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.hasLocalSocket else { return .no }
    return open(context, "the control group of the sending socket was not recorded")
  }
}
