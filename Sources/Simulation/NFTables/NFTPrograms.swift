import Addressing
import Firewall

/// The base chains of native nftables tables, at their hooks.
enum NFTPrograms {
  /// The registrations of a ruleset for one family: tables of it and of `inet`, and `netdev` chains
  /// at ingress. Tables that iptables-nft keeps are read from its own text. Bridge tables have hooks
  /// of their own, and arp tables see no packet of a flow.
  static func registrations(
    of ruleset: NFTables.Ruleset, family: IPFamily, host: HostModel
  ) -> [HookRegistration] {
    ruleset.nativeTables.flatMap { table -> [HookRegistration] in
      guard table.isDormant != true, sees(table.family, family) else { return [] }
      return NFTProgram(table, family: family, host: host).registrations
    }
  }

  /// The registrations of bridge tables, which see the frames of one family that cross a bridge, come
  /// up from it or go down to it.
  static func bridgeRegistrations(
    of ruleset: NFTables.Ruleset, family: IPFamily, host: HostModel
  ) -> [HookRegistration] {
    ruleset.nativeTables.flatMap { table -> [HookRegistration] in
      guard table.isDormant != true, table.family == .bridge else { return [] }
      return NFTProgram(table, family: family, host: host).registrations
    }
  }

  private static func sees(_ table: NFTables.Family, _ family: IPFamily) -> Bool {
    switch table {
    case .ip: family == .ipv4
    case .ip6: family == .ipv6
    case .inet, .netdev: true
    case .bridge, .arp: false
    }
  }
}

extension NFTProgram {
  /// The table's base chains at their hooks and priorities.
  var registrations: [HookRegistration] {
    table.chains.indices.compactMap { index in
      guard let base = table.chains[index].base, let hook = Self.hook(base.hook) else { return nil }
      return HookRegistration(
        hook: hook, priority: base.priority, kind: Self.kind(base.type),
        program: NFTBaseChain(self, chain: index, base: base))
    }
  }

  private static func kind(_ type: NFTables.ChainType) -> HookRegistration.Kind {
    switch type {
    case .filter: .filter
    case .nat: .nat
    case .route: .route
    }
  }

  private static func hook(_ hook: NFTables.Hook) -> Hook? {
    switch hook {
    case .prerouting: .prerouting
    case .input: .input
    case .forward: .forward
    case .output: .output
    case .postrouting: .postrouting
    case .ingress: .ingress
    case .egress: .egress
    }
  }
}
