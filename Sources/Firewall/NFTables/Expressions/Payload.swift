import Documents

extension NFTables {
  /// Bits of the packet: a named header field, or a raw position.
  public enum Payload: Sendable, Hashable {
    /// `tcp dport`, `ip saddr`, `arp saddr ip`.
    case field(protocol: String, field: String)
    /// `@nh,96,32`: `offset` and `length` in bits.
    case raw(base: Base, offset: Int, length: Int)

    /// Where a raw position counts from.
    public enum Base: String, Sendable, Hashable {
      case link = "ll"
      case network = "nh"
      case transport = "th"
      case inner = "ih"
      case tunnel = "tnl"
    }

    init?(_ node: Node) {
      if let name = node["protocol"]?.string, let field = node["field"]?.string {
        self = .field(protocol: name, field: field)
      } else if let base = node["base"]?.string.flatMap(Base.init),
        let offset = node["offset"]?.int,
        let length = node["len"]?.int
      {
        self = .raw(base: base, offset: offset, length: length)
      } else {
        return nil
      }
    }

    var json: Node {
      switch self {
      case .field(let name, let field):
        ["payload": ["protocol": Node(.string(name)), "field": Node(.string(field))]]
      case .raw(let base, let offset, let length):
        [
          "payload": [
            "base": Node(.string(base.rawValue)), "offset": Node(integerLiteral: offset),
            "len": Node(integerLiteral: length),
          ]
        ]
      }
    }

    /// The term in nft's own syntax.
    public var text: String {
      switch self {
      case .field(let name, let field): "\(name) \(field)"
      case .raw(let base, let offset, let length): "@\(base.rawValue),\(offset),\(length)"
      }
    }

    var datatype: Datatype {
      switch self {
      case .field(let name, let field): Self.datatype(of: field, in: name)
      case .raw: .hexadecimal
      }
    }
  }
}
