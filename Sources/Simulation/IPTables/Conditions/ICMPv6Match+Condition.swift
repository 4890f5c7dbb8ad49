import Addressing
import Firewall

/// `xt_tcpudp.c`, `icmp6_match`.
extension ICMPv6Match: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport == .icmpv6 else { return .no }
    let message = context.packet.icmp
    return Truth((message.type == type && codes.contains(message.code)) != isInverted)
  }
}
