import Addressing
import Firewall

/// `xt_sctp.c`, `sctp_mt`. The first packet of an association holds INIT alone, the answer INIT_ACK.
extension SCTPMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport == .sctp else { return .no }
    if let sourcePorts, !sourcePorts.holds(context.packet.sourcePort) { return .no }
    if let destinationPorts, !destinationPorts.holds(context.packet.destinationPort) { return .no }
    guard let chunks else { return .yes }
    guard context.state == .new || context.direction == .reply else {
      return open(context, "the chunks of the packet are not known")
    }
    let type: UInt8 = context.direction == .original ? 1 : 2
    return Truth(chunks.value.meets(only: type) != chunks.isInverted)
  }
}

extension SCTPMatch.Chunks {
  /// `match_packet` for a packet with one chunk, whose flags are all clear.
  fileprivate func meets(only type: UInt8) -> Bool {
    let isListed =
      types.contains(type) && flags.allSatisfy { $0.type != type || $0.value == 0 }
    switch scope {
    case .any, .only: return isListed
    case .all: return types.isEmpty || types == [type] && isListed
    }
  }
}
