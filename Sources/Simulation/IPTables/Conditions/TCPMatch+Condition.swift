import Addressing
import Firewall

/// `xt_tcpudp.c`, `tcp_mt`.
extension TCPMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport == .tcp else { return .no }
    if let sourcePorts, !sourcePorts.holds(context.packet.sourcePort) { return .no }
    if let destinationPorts, !destinationPorts.holds(context.packet.destinationPort) { return .no }
    if let flags, flags.value.matches(context.packet.tcpFlags) == flags.isInverted { return .no }
    guard let option else { return .yes }
    return Truth.hasOption(option.value, context.packet).inverted(if: option.isInverted)
  }
}

extension Inverted<PortRange> {
  /// Whether a port passes the condition, inversion included.
  @inline(__always)
  func holds(_ port: UInt16) -> Bool { value.contains(port) != isInverted }
}

extension Truth {
  /// A SYN of Linux, and its answer, carry the maximum segment size; SACK permitted, timestamps
  /// and window scale are settings of the sender. A reset carries nothing.
  fileprivate static func hasOption(_ kind: UInt8, _ packet: Packet) -> Truth {
    guard packet.tcpFlags.contains(.syn) else { return .no }
    switch kind {
    case 2: return .yes
    case 3, 4, 8: return .unknown(because: "whether the sender's SYN carries TCP option \(kind)")
    case _: return .no
    }
  }
}
