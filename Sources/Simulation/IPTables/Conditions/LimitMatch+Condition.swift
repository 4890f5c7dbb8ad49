import Firewall

/// `xt_limit.c`, `limit_mt`. Whether a token is left depends on what came before.
extension LimitMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    open(context, "what came before was not recorded")
  }
}
