import Documents

extension NFTables {
  /// A named set, map, verdict map, object map or meter.
  public struct NamedSet: Sendable, Hashable {
    public var name: String
    public var handle: Int?
    public var comment: String?
    public var kind: Kind
    /// The datatypes of the key, several for a concatenation.
    public var type: [Datatype]
    /// The key as newer releases print it: `typeof` with its expression.
    public var typeOf: Expression?
    /// What a map's elements are mapped to, nil for a set.
    public var mapsTo: MapTarget?
    public var flags: [String]
    /// `performance` is not printed; `memory` is.
    public var policy: String?
    public var size: Int?
    /// Seconds.
    public var timeout: Int?
    /// Seconds.
    public var gcInterval: Int?
    public var autoMerge: Bool
    /// What every element counts or limits.
    public var statements: [Statement]
    public var elements: [Element]

    /// `set`, `map` or `meter`: the word nft prints.
    public enum Kind: String, Sendable, Hashable {
      case set
      case map
      case meter
    }

    /// What a map's data are.
    public enum MapTarget: Sendable, Hashable {
      case verdict
      case data([Datatype])
      /// A named object of this kind.
      case object(Object.Kind)
      /// A `typeof` expression of a newer release.
      case typeOf(Expression)
    }

    /// An empty set of one key type.
    public init(name: String, kind: Kind = .set, type: [Datatype]) {
      self.name = name
      self.kind = kind
      self.type = type
      flags = []
      autoMerge = false
      statements = []
      elements = []
    }

    /// Whether elements may be ranges.
    public var isInterval: Bool { flags.contains("interval") }
  }

  /// One element of a set or map.
  public struct Element: Sendable, Hashable {
    public var key: Expression
    /// What it maps to, nil in a set.
    public var data: Expression?
    /// Seconds.
    public var timeout: Int?
    /// Seconds left.
    public var expires: Int?
    public var comment: String?
    /// Its own counter, limit, quota or connection limit.
    public var statements: [Statement]

    /// An element without attributes.
    public init(_ key: Expression, data: Expression? = nil) {
      self.key = key
      self.data = data
      statements = []
    }

    /// Whether it must be written as `elem`.
    var hasAttributes: Bool {
      timeout != nil || expires != nil || comment != nil || !statements.isEmpty
    }
  }
}
