import Addressing
import Firewall
import Snapshots

extension HostReading {
  /// Reads the rules of every backend, and the sets.
  ///
  /// Tables of iptables-nft are read as such; of nf_tables' own view of them the chains suffice.
  mutating func readFirewall() {
    read(\.ipsets) { () throws(KernelError) in try IPSetReader().sets() }
    read(\.legacy.ipv4) { () throws(KernelError) in try Self.legacy(.ipv4) }
    read(\.legacy.ipv6) { () throws(KernelError) in try Self.legacy(.ipv6) }
    read(\.nft.ipv4) { () throws(KernelError) in try Self.compatible(.ipv4) }
    read(\.nft.ipv6) { () throws(KernelError) in try Self.compatible(.ipv6) }
    read(\.nftables) { () throws(KernelError) in
      try Self.orNone(NFTables.Ruleset()) { () throws(KernelError) in
        try NFTablesReader.read(.native)
      }
    }
  }

  private static func legacy(_ family: IPFamily) throws(KernelError) -> IPTablesRuleset {
    try orNone(IPTablesRuleset(family: family)) { () throws(KernelError) in
      try LegacyReader.read(family)
    }
  }

  private static func compatible(_ family: IPFamily) throws(KernelError) -> IPTablesRuleset {
    try orNone(IPTablesRuleset(family: family)) { () throws(KernelError) in
      try CompatibleReader.read(family)
    }
  }

  /// A kernel that lacks a backend holds none of its rules.
  private static func orNone<Value>(
    _ none: Value, _ body: () throws(KernelError) -> Value
  ) throws(KernelError) -> Value {
    do throws(KernelError) {
      return try body()
    } catch {
      if case .unsupported = error { return none }
      throw error
    }
  }
}
