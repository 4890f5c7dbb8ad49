import Addressing
import Firewall

/// `ipt_ah.c` and `ip6t_ah.c`.
extension AHMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport == .ah else { return .no }
    if indexes == nil, length == nil, !isReservedZero { return .yes }
    return open(context, "the authentication header is not known")
  }
}
