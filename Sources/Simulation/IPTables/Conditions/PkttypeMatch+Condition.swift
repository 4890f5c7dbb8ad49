import Addressing
import Firewall

/// `xt_pkttype.c`, `pkttype_mt`: what was looped back counts as multicast or broadcast.
extension PkttypeMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let packet = context.packet
    let found: PacketType =
      switch packet.frameKind {
      case .host: .unicast
      case .broadcast: .broadcast
      case .multicast: .multicast
      case .otherHost: .otherHost
      case .loopback: packet.destination.isMulticast ? .multicast : .broadcast
      }
    return Truth((found == type) != isInverted)
  }
}
