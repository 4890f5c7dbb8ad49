import Addressing
import Firewall

/// `xt_ipcomp.c`, `comp_mt`.
extension IPCompMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport.rawValue == 108 else { return .no }
    return indexes == nil && !isReservedZero
      ? .yes : open(context, "the compression parameter index is not known")
  }
}
