import Firewall

/// `xt_connlimit.c`, `connlimit_mt`: `(connections > limit) ^ upto`. The connection itself counts, so
/// that there is always one.
extension ConnlimitMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    if limit == 0 { return Truth(isAbove) }
    return open(context, "how many connections there are was not recorded")
  }
}
