import Addressing
import Firewall

/// `ip6t_eui64.c`, `eui64_mt6`: the lower half of the source is the Ethernet source, spread.
extension EUI64Match: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard let mac = context.packet.sourceMAC?.bits else { return .no }
    let front = (mac >> 24 ^ 0x02_0000) & 0xff_ffff
    return Truth(context.packet.source.low == front << 40 | 0xff_fe00_0000 | mac & 0xff_ffff)
  }
}
