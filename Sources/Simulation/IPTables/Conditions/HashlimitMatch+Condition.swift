import Firewall

/// `xt_hashlimit.c`, `hashlimit_mt`. Whether the bucket of this packet is empty depends on what came
/// before it.
extension HashlimitMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    open(context, "what came before was not recorded")
  }
}
