import Addressing
import Firewall

/// `xt_tcpudp.c`, `udp_mt`.
extension UDPMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let packet = context.packet.transport
    guard packet == .udp || packet == .udplite else { return .no }
    if let sourcePorts, !sourcePorts.holds(context.packet.sourcePort) { return .no }
    if let destinationPorts, !destinationPorts.holds(context.packet.destinationPort) { return .no }
    return .yes
  }
}
