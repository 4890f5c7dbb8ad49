import Firewall

/// `xt_realm.c`, `realm_mt`.
extension RealmMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    Truth((context.packet.realm & mask == value) != isInverted)
  }
}
