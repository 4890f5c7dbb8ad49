import Firewall

/// `xt_helper.c`, `helper_mt`: asks the connection that expected this one. A connection that a flow
/// begins was expected by none.
extension HelperMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    Truth(isInverted)
  }
}
