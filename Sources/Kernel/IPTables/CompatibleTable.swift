import Firewall

/// Which tables of nf_tables are iptables-nft's, by the rule of iptables-nft-save.
enum CompatibleTable {
  /// A built-in chain of a table: where iptables-nft hooks it in.
  private struct BuiltIn {
    var name: String
    var type: String
    var hook: UInt32
    var priority: Int32
  }

  /// `xtables_ipv4` of iptables/nft.c, which IPv6 shares.
  private static let tables: [String: [BuiltIn]] = [
    "raw": chains(["PREROUTING", "OUTPUT"], -300),
    "mangle": chains(["PREROUTING", "INPUT", "FORWARD", "POSTROUTING"], -150)
      + chains(["OUTPUT"], -150, type: "route"),
    "filter": chains(["INPUT", "FORWARD", "OUTPUT"], 0),
    "security": chains(["INPUT", "FORWARD", "OUTPUT"], 150),
    "nat": chains(["PREROUTING", "OUTPUT"], -100, type: "nat")
      + chains(["INPUT", "POSTROUTING"], 100, type: "nat"),
  ]

  private static func chains(
    _ names: [String], _ priority: Int32, type: String = "filter"
  ) -> [BuiltIn] {
    names.map { name in
      BuiltIn(
        name: name, type: type, hook: UInt32(hooks.firstIndex(of: name) ?? 0),
        priority: priority)
    }
  }

  /// The hooks in the order of netfilter's numbers (`enum nf_inet_hooks`).
  private static let hooks = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]

  /// The tables that iptables has, in the order of iptables-nft-save (`enum nft_table_type`).
  static func sorted(_ tables: [TableRecord]) -> [TableRecord] {
    ["mangle", "security", "raw", "filter", "nat"].compactMap { name in
      tables.first { $0.name == name }
    }
  }

  /// Whether a table's base chains are all iptables' own.
  static func isCompatible(_ name: String, _ chains: [ChainRecord]) -> Bool {
    guard let builtIn = tables[name] else { return false }
    return chains.allSatisfy { chain in
      guard let base = chain.base else { return true }
      return builtIn.contains {
        $0.name == chain.name && $0.type == base.type && $0.hook == base.hook
          && $0.priority == base.priority
      }
    }
  }

  /// The chains in the order of iptables-nft-save: built-in ones by hook, then others by name.
  ///
  /// A built-in chain that nobody has used is not in the kernel; iptables-nft-save prints it all
  /// the same, empty and accepting.
  static func sorted(_ table: String, _ chains: [ChainRecord]) -> [ChainRecord] {
    let builtIn = (tables[table] ?? []).sorted { $0.hook < $1.hook }
    let bases = builtIn.map { known in
      chains.first { $0.base != nil && $0.name == known.name }
        ?? ChainRecord(absent: known.name, priority: known.priority)
    }
    let others = chains.filter { $0.base == nil }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    return bases + others
  }
}
