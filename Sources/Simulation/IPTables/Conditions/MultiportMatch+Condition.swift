import Addressing
import Firewall

/// `xt_multiport.c`, `multiport_mt`.
extension MultiportMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let packet = context.packet
    guard packet.transport.hasPorts else { return .no }
    let isMeant = ports.contains { range in
      switch side {
      case .source: range.contains(packet.sourcePort)
      case .destination: range.contains(packet.destinationPort)
      case .either: range.contains(packet.sourcePort) || range.contains(packet.destinationPort)
      }
    }
    return Truth(isMeant != isInverted)
  }
}
