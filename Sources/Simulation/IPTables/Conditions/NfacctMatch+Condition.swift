import Firewall

/// `xt_nfacct.c`, `nfacct_mt`: an object with a quota matches only once the quota is used up.
extension NfacctMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    open(context, "whether the object has a quota was not recorded")
  }
}
