import Documents

extension NFTables {
  /// One table: chains, sets and named objects, each kind under names of its own.
  public struct Table: Sendable, Hashable {
    public var family: Family
    public var name: String
    public var handle: Int?
    /// What `flags` says. nft 1.0.6 prints garbage for a single flag, see ``isDormant``.
    public var flags: [String]
    public var comment: String?
    public var chains: [Chain]
    public var sets: [NamedSet]
    public var objects: [Object]
    public var flowtables: [Flowtable]

    /// An empty table.
    public init(
      family: Family, name: String, handle: Int? = nil, flags: [String] = [],
      comment: String? = nil, chains: [Chain] = [], sets: [NamedSet] = [], objects: [Object] = [],
      flowtables: [Flowtable] = []
    ) {
      self.family = family
      self.name = name
      self.handle = handle
      self.flags = flags
      self.comment = comment
      self.chains = chains
      self.sets = sets
      self.objects = objects
      self.flowtables = flowtables
    }

    /// The chain called `name`.
    public subscript(chain name: String) -> Chain? { chains.first { $0.name == name } }

    /// The set, map or meter called `name`.
    public subscript(set name: String) -> NamedSet? { sets.first { $0.name == name } }

    /// The named object of `kind` called `name`.
    public subscript(object kind: Object.Kind, name: String) -> Object? {
      objects.first { $0.kind == kind && $0.name == name }
    }

    /// Whether the table's chains see no packet. Nil when the text does not tell: nft 1.0.6 prints
    /// a lone flag from freed memory, so that `dormant` and `owner` cannot be told apart.
    public var isDormant: Bool? {
      if flags.contains("dormant") { return true }
      return flags.allSatisfy { Self.harmlessFlags.contains($0) } ? false : nil
    }

    static let harmlessFlags: [String] = ["owner", "persist"]
  }
}
