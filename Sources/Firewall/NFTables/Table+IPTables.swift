extension NFTables.Table {
  /// Whether iptables-nft keeps the table: its rules are then read from `iptables-save`, since
  /// nft's JSON prints iptables' extensions without their contents.
  ///
  /// A rule with an `xt` expression proves it. Without one the table must have iptables' name and
  /// nothing but what iptables can make: base chains of its own names, hooks and priorities, user
  /// chains, no sets, no named objects.
  public var isManagedByIPTables: Bool {
    guard family == .ip || family == .ip6, let builtIn = Self.builtInChains[name] else {
      return false
    }
    guard sets.isEmpty, objects.isEmpty, flowtables.isEmpty else { return false }
    let bases = chains.filter { $0.base != nil }
    return bases.allSatisfy { chain in
      chain.base.map { base in
        builtIn.contains {
          $0.name == chain.name && $0.hook == base.hook && $0.priority == base.priority
        }
      } ?? false
    } && (!bases.isEmpty || chains.contains { $0.usesExtensions })
  }

  private struct BuiltIn {
    var name: String
    var hook: NFTables.Hook
    var priority: Int
  }

  /// `xtables_ipv4` of iptables/nft.c.
  private static let builtInChains: [String: [BuiltIn]] = [
    "filter": chains(["INPUT": 0, "FORWARD": 0, "OUTPUT": 0]),
    "nat": chains(["PREROUTING": -100, "INPUT": 100, "OUTPUT": -100, "POSTROUTING": 100]),
    "mangle": chains([
      "PREROUTING": -150, "INPUT": -150, "FORWARD": -150, "OUTPUT": -150, "POSTROUTING": -150,
    ]),
    "raw": chains(["PREROUTING": -300, "OUTPUT": -300]),
    "security": chains(["INPUT": 150, "FORWARD": 150, "OUTPUT": 150]),
  ]

  private static func chains(_ priorities: [String: Int]) -> [BuiltIn] {
    priorities.compactMap { name, priority in
      NFTables.Hook(rawValue: name.lowercased()).map {
        BuiltIn(name: name, hook: $0, priority: priority)
      }
    }
  }
}

extension NFTables.Chain {
  /// Whether a rule holds an iptables extension.
  public var usesExtensions: Bool {
    rules.contains { rule in
      rule.statements.contains {
        if case .xt = $0 { true } else { false }
      }
    }
  }
}
