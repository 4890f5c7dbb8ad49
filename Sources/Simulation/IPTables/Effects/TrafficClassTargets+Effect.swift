import Addressing
import Firewall

/// `xt_DSCP.c`, `tos_tg`: `(tos & ~mask) ^ value`.
extension TOSTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    context.packet.trafficClass = context.packet.trafficClass & ~mask ^ value
    return .proceed
  }
}

/// `xt_DSCP.c`, `dscp_tg`: the upper six bits.
extension DSCPTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    context.packet.trafficClass = context.packet.trafficClass & 0x03 | value << 2
    return .proceed
  }
}

/// `ipt_ECN.c`: the lower two bits of TOS, and the ECN bits of TCP, which no route looks at.
extension ECNTarget: PacketEffect {
  var matters: Bool { true }

  func apply(to context: inout HookContext) -> EffectResult {
    if let codepoint {
      context.packet.trafficClass = context.packet.trafficClass & 0xfc | codepoint & 3
    }
    let bits = TCPFlags(rawValue: 0xc0)
    if removesTCP, context.packet.transport == .tcp { context.packet.tcpFlags.subtract(bits) }
    return .proceed
  }
}
