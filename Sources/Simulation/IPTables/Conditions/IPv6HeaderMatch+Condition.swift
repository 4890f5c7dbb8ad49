import Addressing
import Firewall

/// `ip6t_ipv6header.c`, `ipv6header_mt6`. Packets of a walk have no extension headers.
extension IPv6HeaderMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let found: UInt8 =
      switch context.packet.transport.rawValue {
      case 59: 0x02
      case 50: 0x04
      case 51: 0x09
      case _: 0x01
      }
    if isSoft { return Truth((found ^ headers ^ (isInverted ? 0xff : 0)) & headers == 0) }
    return Truth((found == headers) != isInverted)
  }
}
