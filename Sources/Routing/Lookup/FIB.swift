import Addressing
import Documents

/// The rules and tables of one family, arranged for lookups.
struct FIB: Sendable {
  let family: IPFamily
  let routes: [Route]
  let rules: [Rule]
  let tables: [PrefixTable]
  /// Where the kernel has no custom rules it asks one table that holds `local` and `main` together
  /// (`fib_lookup()` and `fib_trie_unmerge()`); IPv4 only.
  let merged: PrefixTable?
  /// The table `default`, asked after ``merged``.
  let fallback: PrefixTable?
  /// The place of table `local` in ``tables``, -1 for none.
  let local: Int
  /// The devices' groups, for `suppress_ifgroup`.
  let groups: [String: String]
  /// The table of the VRF an interface is, or is in.
  let vrfs: [String: RoutingTable]
  let places: [RoutingTable: Int]
  /// Whether somebody besides the kernel wrote local routes into table `local`.
  let hasCustomLocalRoutes: Bool

  /// A rule with its table and jump resolved.
  struct Rule: Sendable {
    let rule: RoutingRule
    /// Whether it matches every packet.
    let isCatchAll: Bool
    /// Whether it compares something nobody here knows.
    let isUnknown: Bool
    /// The place of its table, -1 for one without routes.
    let table: Int
    /// The place of the rule it jumps to, nil for none.
    let target: Int?
  }

  init(
    _ family: IPFamily, routes: [Route], rules: [RoutingRule], links: [Link],
    ignoresLinkdown: (String) -> Bool
  ) {
    self.family = family
    self.routes = routes
    var byTable: [RoutingTable: [PrefixTable.Entry]] = [:]
    for (place, route) in routes.enumerated() where route.family == family {
      byTable[route.table, default: []].append(
        PrefixTable.Entry(route, at: place, ignoresLinkdown: ignoresLinkdown))
    }
    let before = family == .ipv4 ? Self.before4 : Self.before6
    var places: [RoutingTable: Int] = [:]
    var tables: [PrefixTable] = []
    for (table, entries) in byTable {
      places[table] = tables.count
      tables.append(PrefixTable(entries, before: before))
    }
    self.tables = tables
    self.places = places
    local = places[.local] ?? -1
    let sorted = Self.sorted(rules)
    self.rules = Self.resolve(sorted, places: places)
    let plain = family == .ipv4 && Self.areDefaults(sorted)
    merged =
      plain
      ? PrefixTable((byTable[.local] ?? []) + (byTable[.main] ?? []), before: before) : nil
    fallback = plain ? places[.default].map { tables[$0] } : nil
    groups = Dictionary(links.map { ($0.name, $0.group) }) { first, _ in first }
    vrfs = Self.vrfs(links)
    hasCustomLocalRoutes = routes.contains {
      $0.table == .local && $0.type == .local && $0.origin != "kernel"
    }
  }

  /// `local` before `main` where they are one trie; then the higher type of service, then the lower
  /// metric (`fib_find_alias()`, net/ipv4/fib_trie.c).
  private static func before4(_ left: PrefixTable.Entry, _ right: PrefixTable.Entry) -> Bool {
    if left.isInLocal != right.isInLocal { return left.isInLocal }
    return left.tos != right.tos ? left.tos > right.tos : left.metric < right.metric
  }

  private static func before6(_ left: PrefixTable.Entry, _ right: PrefixTable.Entry) -> Bool {
    left.metric < right.metric
  }

  private static func sorted(_ rules: [RoutingRule]) -> [RoutingRule] {
    rules.indices.sorted {
      (rules[$0].priority, $0) < (rules[$1].priority, $1)
    }.map { rules[$0] }
  }

  private static func resolve(_ rules: [RoutingRule], places: [RoutingTable: Int]) -> [Rule] {
    rules.enumerated().map { index, rule in
      var table = -1
      var target: Int?
      switch rule.action {
      case .lookup(let name): table = places[name] ?? -1
      case .goto(let priority):
        target = rules.indices.first { $0 > index && rules[$0].priority == priority }
      case .l3mdev, .nop, .blackhole, .unreachable, .prohibit, .unknown: break
      }
      return Rule(
        rule: rule, isCatchAll: !rule.isInverted && rule.selector.isEverything,
        isUnknown: rule.other.contains { !RoutingRule.harmless.contains($0.key) }, table: table,
        target: target)
    }
  }

  private static func areDefaults(_ rules: [RoutingRule]) -> Bool {
    rules.allSatisfy {
      !$0.isInverted && $0.selector.isEverything && $0.suppressPrefixLength == nil
        && $0.suppressInterfaceGroup == nil
    } && rules.map(\.action) == [.lookup(.local), .lookup(.main), .lookup(.default)]
  }

  private static func vrfs(_ links: [Link]) -> [String: RoutingTable] {
    var tables: [String: RoutingTable] = [:]
    for link in links {
      if case .vrf(let table) = link.kind { tables[link.name] = table }
    }
    for link in links {
      if let master = link.master, let table = tables[master] { tables[link.name] = table }
    }
    return tables
  }
}

extension RoutingRule {
  /// Fields of `ip rule` that do not decide whether a rule matches.
  static let harmless: Set<String> = [
    "flow_from", "flow_to", "unresolved", "iif_detached", "oif_detached", "offload",
  ]
}

extension RoutingRule.Selector {
  /// Whether it compares nothing.
  var isEverything: Bool { self == Self() }
}
