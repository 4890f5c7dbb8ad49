import Firewall

/// `xt_connlabel.c`, `connlabel_mt`. A new connection has no label but those that rules gave it.
extension ConnlabelMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.connection != nil else { return Truth(isInverted) }
    guard let bit = UInt64(label), bit < 64 else {
      return open(context, "which bit the label is was not recorded")
    }
    let isThere = (context.connection?.labels ?? 0) >> bit & 1 == 1
    if isThere { return Truth(!isInverted) }
    if context.state != .new { return open(context, "the connection's labels were not recorded") }
    guard isSet else { return Truth(isInverted) }
    context.connection?.labels |= 1 << bit
    return Truth(!isInverted)
  }
}
