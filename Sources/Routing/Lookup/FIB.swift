import Addressing
import Documents

/// The rules and tables of one family, arranged for lookups.
///
/// A class, so that a lookup takes one reference instead of a dozen; nothing in it changes.
final class FIB: Sendable {
  let family: IPFamily
  let routes: [Route]
  /// The rules in the order the kernel asks them.
  let rules: [RoutingRule]
  /// The same with tables and jumps resolved.
  let steps: [Step]
  let tables: [PrefixTable]
  /// Where the kernel has no custom rules it asks one table that holds `local` and `main` together
  /// (`fib_lookup()` and `fib_unmerge()`): its place in ``tables``. IPv4 only, else -1.
  let merged: Int
  /// The place of table `default`, asked after ``merged``; -1 for none.
  let fallback: Int
  /// The place of table `local`, -1 for none.
  let local: Int
  /// The devices' groups, for `suppress_ifgroup`.
  let groups: [String: String]
  /// The table of the VRF an interface is, or is in.
  let vrfs: [String: RoutingTable]
  let places: [RoutingTable: Int]
  /// Whether somebody besides the kernel wrote local routes into table `local`.
  let hasCustomLocalRoutes: Bool

  /// What a rule does, with its table and jump resolved. Holds no references, since every lookup
  /// reads it.
  struct Step: Sendable {
    /// Whether it matches every packet.
    let isCatchAll: Bool
    /// Whether it may refuse a route it found.
    let suppresses: Bool
    let deed: Deed

    enum Deed: Sendable {
      /// Looks into a table; -1 is one without routes.
      case table(Int)
      case l3mdev
      case jump(Int)
      case nop
      case refuse
      /// Compares or does something nobody here knows.
      case unknown
    }
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
    let sorted = Self.sorted(rules)
    self.rules = sorted
    steps = Self.resolve(sorted, places: places)
    let isPlain = family == .ipv4 && Self.areDefaults(sorted)
    merged = isPlain ? tables.count : -1
    fallback = isPlain ? places[.default] ?? -1 : -1
    if isPlain {
      let joined = (byTable[.local] ?? []) + (byTable[.main] ?? [])
      tables.append(PrefixTable(joined, before: before))
    }
    self.tables = tables
    self.places = places
    local = places[.local] ?? -1
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

  private static func resolve(_ rules: [RoutingRule], places: [RoutingTable: Int]) -> [Step] {
    rules.indices.map { index in
      let rule = rules[index]
      return Step(
        isCatchAll: !rule.isInverted && rule.selector.isEverything && rule.action != .l3mdev,
        suppresses: rule.suppressPrefixLength != nil || rule.suppressInterfaceGroup != nil,
        deed: deed(of: index, rules, places))
    }
  }

  private static func deed(
    of index: Int, _ rules: [RoutingRule], _ places: [RoutingTable: Int]
  ) -> Step.Deed {
    let rule = rules[index]
    if rule.other.contains(where: { !RoutingRule.harmless.contains($0.key) }) { return .unknown }
    switch rule.action {
    case .lookup(let name): return .table(places[name] ?? -1)
    case .goto(let priority):
      let target = rules.indices.first { $0 > index && rules[$0].priority == priority }
      return target.map { .jump($0) } ?? .nop
    case .l3mdev: return .l3mdev
    case .nop: return .nop
    case .blackhole, .unreachable, .prohibit: return .refuse
    case .unknown: return .unknown
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
