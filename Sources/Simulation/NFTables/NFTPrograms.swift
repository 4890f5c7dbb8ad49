import Addressing
import Firewall

/// The base chains of native nftables tables, at their hooks.
enum NFTPrograms {
  /// The registrations of a ruleset for one family: tables of it and of `inet`.
  static func registrations(
    of ruleset: NFTables.Ruleset, family: IPFamily, host: HostModel
  ) -> [HookRegistration] {
    []
  }
}
