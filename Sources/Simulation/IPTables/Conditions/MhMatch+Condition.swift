import Addressing
import Firewall

/// `ip6t_mh.c`, `mh_mt6`.
extension MhMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport.rawValue == 135 else { return .no }
    return types == nil ? .yes : open(context, "the type of the mobility header is not known")
  }
}
