import Firewall

/// `xt_mark.c`: `((skb->mark & mask) == mark) ^ invert`.
extension MarkMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    Truth((context.packet.mark & mask == value) != isInverted)
  }
}
