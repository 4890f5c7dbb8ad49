import Addressing
import Firewall

/// `xt_dccp.c`, `dccp_mt`. The first packet of a connection is a REQUEST, the answer a RESPONSE.
extension DCCPMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport == .dccp else { return .no }
    if let sourcePorts, !sourcePorts.holds(context.packet.sourcePort) { return .no }
    if let destinationPorts, !destinationPorts.holds(context.packet.destinationPort) { return .no }
    if let types {
      let type: UInt16 = context.direction == .original ? 0 : 1
      guard context.state == .new || context.direction == .reply else {
        return open(context, "the type of the DCCP packet is not known")
      }
      if (types.value >> type & 1 == 1) == types.isInverted { return .no }
    }
    return option == nil ? .yes : open(context, "the options of the DCCP packet are not known")
  }
}
