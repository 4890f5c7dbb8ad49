import Firewall

/// `xt_recent.c`, `recent_mt`: `--set` always finds what it adds; the rest depends on what was seen
/// before.
extension RecentMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    if action == .set, !comparesTTL { return Truth(!isInverted) }
    return open(context, "the list \(list) was not recorded")
  }
}
