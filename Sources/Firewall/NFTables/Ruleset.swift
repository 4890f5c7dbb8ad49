public import Documents

extension NFTables {
  /// All tables of one network namespace.
  public struct Ruleset: Sendable, Hashable {
    /// The release that printed it, as `metainfo` says: `1.0.6`.
    public var version: String?
    /// The tables in the order of the text.
    public var tables: [Table]
    /// Objects of the list that no reader knows.
    public var unknown: [Node]

    /// A ruleset of `tables`.
    public init(version: String? = nil, tables: [Table] = [], unknown: [Node] = []) {
      self.version = version
      self.tables = tables
      self.unknown = unknown
    }

    /// The table `name` of `family`.
    public subscript(family: Family, name: String) -> Table? {
      tables.first { $0.family == family && $0.name == name }
    }

    /// The tables that iptables-nft does not keep: those whose rules stand nowhere else.
    public var nativeTables: [Table] { tables.filter { !$0.isManagedByIPTables } }
  }
}
