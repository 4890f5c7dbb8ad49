import Addressing
import Firewall

/// `xt_tcpudp.c`, `icmp_match`; type 255 is every type.
extension ICMPMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport == .icmp else { return .no }
    let message = context.packet.icmp
    let isMeant = type == 255 || message.type == type && codes.contains(message.code)
    return Truth(isMeant != isInverted)
  }
}
