import Firewall

/// `xt_connmark.c`, `connmark_mt`: without a connection it never matches.
extension ConnmarkMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard let connection = context.connection else { return .no }
    return Truth((connection.mark & mask == value) != isInverted)
  }
}
