import Firewall

/// `xt_policy.c`, `policy_mt`. What a walk delivers came as it is, not out of IPsec; whether IPsec
/// applies to what leaves was not recorded.
extension PolicyMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    switch direction {
    case .incoming: Truth(!isIPsec)
    case .outgoing: open(context, "the IPsec policies were not recorded")
    }
  }
}
