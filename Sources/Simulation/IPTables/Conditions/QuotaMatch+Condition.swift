import Firewall

/// `xt_quota.c`, `quota_mt`: the rule says how much the quota was, not what is left of it.
extension QuotaMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    if bytes == 0 { return Truth(isInverted) }
    return open(context, "what is left of the quota is not told by the rule")
  }
}
