import Documents

extension NFTables {
  /// An IPv6 extension header, TCP option, IP option, SCTP chunk or DCCP option: its presence or
  /// one of its fields.
  public struct ExtensionHeader: Sendable, Hashable {
    public var kind: Kind
    public var part: Part

    /// What carries it; the raw value is the key in JSON.
    public enum Kind: String, Sendable, Hashable {
      case ipv6 = "exthdr"
      case tcpOption = "tcp option"
      case ipOption = "ip option"
      case sctpChunk = "sctp chunk"
      case dccpOption = "dccp option"
    }

    /// What of it is meant.
    public enum Part: Sendable, Hashable {
      /// Whether it is there at all.
      case presence(name: String)
      case field(name: String, field: String)
      /// Option number `number`, `length` bits at bit `offset`.
      case raw(number: Int, offset: Int, length: Int)
    }

    /// A header of `kind`.
    public init(_ kind: Kind, _ part: Part) {
      self.kind = kind
      self.part = part
    }

    init?(kind: String, _ node: Node) {
      guard let kind = Kind(rawValue: kind) else { return nil }
      if let number = node["base"]?.int, let offset = node["offset"]?.int,
        let length = node["len"]?.int
      {
        self.init(kind, .raw(number: number, offset: offset, length: length))
      } else if let name = node["name"]?.string {
        let field = node["field"]?.string
        self.init(kind, field.map { .field(name: name, field: $0) } ?? .presence(name: name))
      } else {
        return nil
      }
    }

    var json: Node {
      let members: Node =
        switch part {
        case .presence(let name): ["name": Node(.string(name))]
        case .field(let name, let field):
          ["name": Node(.string(name)), "field": Node(.string(field))]
        case .raw(let number, let offset, let length):
          [
            "base": Node(integerLiteral: number), "offset": Node(integerLiteral: offset),
            "len": Node(integerLiteral: length),
          ]
        }
      return Node(.object([.init(kind.rawValue, members)]))
    }

    /// The term in nft's own syntax.
    public var text: String {
      switch part {
      case .presence(let name): "\(kind.rawValue) \(name)"
      case .field(let name, let field):
        kind == .ipv6 ? "\(name) \(field)" : "\(kind.rawValue) \(name) \(field)"
      case .raw(let number, 0, 8): "\(kind.rawValue) \(number)"
      case .raw(let number, let offset, let length):
        "\(kind.rawValue) @\(number),\(offset),\(length)"
      }
    }

    var datatype: Datatype {
      switch part {
      case .presence: .boolean
      case .raw: .hexadecimal
      case .field(let name, let field): Self.datatype(of: field, in: name)
      }
    }

    private static func datatype(of field: String, in name: String) -> Datatype {
      switch (name, field) {
      case (_, "nexthdr"): .inetProtocol
      case ("mh", "type"): .mobilityHeaderType
      case ("srh", let field) where field.hasPrefix("sid"): .ipv6Address
      case (_, "addr"): .ipv4Address
      case _: .integer
      }
    }
  }
}
