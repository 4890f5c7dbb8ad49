import Addressing
import Firewall

/// `xt_ecn.c`, `ecn_mt4` and `ecn_mt6`.
extension ECNMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let packet = context.packet
    if let codepoint, (packet.trafficClass & 3 == codepoint.value) == codepoint.isInverted {
      return .no
    }
    guard congestionWindowReduced != nil || congestionExperiencedEcho != nil else { return .yes }
    guard packet.transport == .tcp else { return .no }
    if let wanted = congestionExperiencedEcho, packet.tcpFlags.contains(.ece) != wanted {
      return .no
    }
    if let wanted = congestionWindowReduced, packet.tcpFlags.contains(.cwr) != wanted { return .no }
    return .yes
  }
}

extension TCPFlags {
  /// The two flags that iptables' own list of flags does not have.
  fileprivate static let ece = TCPFlags(rawValue: 0x40)
  fileprivate static let cwr = TCPFlags(rawValue: 0x80)
}
