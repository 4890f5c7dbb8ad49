import Documents

extension NFTables {
  /// `socket KEY`: of the local socket that would receive the packet.
  public struct Socket: Sendable, Hashable {
    public var key: Key
    /// The level of a `cgroupv2`; nft 1.0.6 does not print it in JSON.
    public var level: Int?

    /// The keys.
    public enum Key: String, Sendable, Hashable {
      case transparent
      case mark
      case wildcard
      case cgroupv2
    }

    /// `socket key`.
    public init(_ key: Key, level: Int? = nil) {
      self.key = key
      self.level = level
    }

    init?(_ node: Node) {
      guard let key = node["key"]?.string.flatMap(Key.init) else { return nil }
      self.init(key, level: node["level"]?.int)
    }

    var json: Node {
      let key = Node(.string(key.rawValue))
      return level.map { ["socket": ["key": key, "level": Node(integerLiteral: $0)]] }
        ?? ["socket": ["key": key]]
    }

    /// The term in nft's own syntax.
    public var text: String {
      "socket \(key.rawValue)" + (level.map { " level \($0)" } ?? "")
    }

    var datatype: Datatype {
      switch key {
      case .transparent, .wildcard: .integer
      case .mark: .mark
      case .cgroupv2: .cgroup
      }
    }
  }
}
