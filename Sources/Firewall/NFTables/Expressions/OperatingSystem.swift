import Documents

extension NFTables {
  /// `osf name|version`: the sender's system, guessed from its SYN.
  public struct OperatingSystem: Sendable, Hashable {
    /// `name` or `version`.
    public var key: String
    /// `loose` or `skip`; nil is strict.
    public var ttl: String?

    init?(_ node: Node) {
      guard let key = node["key"]?.string else { return nil }
      self.key = key
      ttl = node["ttl"]?.string
    }

    var json: Node {
      let key = Node(.string(key))
      return ttl.map { ["osf": ["key": key, "ttl": Node(.string($0))]] } ?? ["osf": ["key": key]]
    }

    /// The term in nft's own syntax.
    public var text: String { "osf " + (ttl.map { "ttl \($0) " } ?? "") + key }
  }
}
