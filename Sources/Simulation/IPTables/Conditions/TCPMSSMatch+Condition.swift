import Addressing
import Firewall

/// `xt_tcpmss.c`, `tcpmss_mt`: a segment without the option counts as outside the range.
extension TCPMSSMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.packet.transport == .tcp else { return .no }
    if let size = context.packet.maximumSegmentSize {
      return Truth(range.contains(size) != isInverted)
    }
    if context.packet.tcpFlags.contains(.syn) {
      return open(context, "the maximum segment size that the SYN offers is not known")
    }
    return Truth(isInverted)
  }
}
