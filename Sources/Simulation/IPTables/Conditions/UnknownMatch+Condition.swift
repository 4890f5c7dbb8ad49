import Firewall

/// A match kept as text. Those that look for an extension header of IPv6 find none in a packet of
/// a walk, whatever their options are; what others ask is open.
extension UnknownMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    switch moduleName {
    case "hbh", "dst", "srh": .no
    case _: open(context, "the match is not known here")
    }
  }
}
