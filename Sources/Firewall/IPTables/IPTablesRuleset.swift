public import Addressing

/// What `iptables-save` or `ip6tables-save` printed: the tables of one family and backend.
public struct IPTablesRuleset: Sendable, Hashable {
  /// The family the rules are for.
  public var family: IPFamily
  /// The tables in the order of the text.
  public var tables: [IPTablesTable]
  /// What the reader has to say: what was kept without being understood, and what was assumed.
  public var notes: [IPTablesNote] = []
  /// The comment lines after the last table, `#` included.
  public var trailer: [String] = []

  /// A ruleset of `tables`.
  public init(family: IPFamily, tables: [IPTablesTable] = []) {
    self.family = family
    self.tables = tables
  }

  /// The table called `name`: `filter`, `nat`, `mangle`, `raw` or `security`.
  public subscript(name: String) -> IPTablesTable? { tables.first { $0.name == name } }

  /// Two rulesets are equal when their tables are; comments and notes do not count.
  public static func == (left: IPTablesRuleset, right: IPTablesRuleset) -> Bool {
    left.family == right.family && left.tables == right.tables
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(family)
    hasher.combine(tables)
  }
}
