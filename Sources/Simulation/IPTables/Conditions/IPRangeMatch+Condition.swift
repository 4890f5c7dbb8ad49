import Addressing
import Firewall

/// `xt_iprange.c`, `iprange_mt4` and `iprange_mt6`.
extension IPRangeMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    if let source, source.value.contains(context.packet.source) == source.isInverted { return .no }
    if let destination,
      destination.value.contains(context.packet.destination) == destination.isInverted
    {
      return .no
    }
    return .yes
  }
}
