public import Documents

extension NFTables.Expression {
  /// Reads any expression; what is not understood is kept as ``unknown(_:)``.
  public init(_ node: Node) {
    switch node.content {
    case .string(let text): self = Self.constant(text)
    case .number(let text): self = UInt64(text).map(Self.number) ?? .unknown(node)
    case .bool(let value): self = .boolean(value)
    case .array(let elements): self = .list(elements.map(Self.init))
    case .object(let members): self = Self.term(members, node) ?? .unknown(node)
    case .null: self = .unknown(node)
    }
  }

  private static func constant(_ text: String) -> Self {
    if text == "*" { return .wildcard }
    return text.hasPrefix("@") ? .setReference(String(text.dropFirst())) : .symbol(text)
  }

  private static func term(_ members: [Node.Member], _ node: Node) -> Self? {
    guard members.count == 1, let member = members.first else { return nil }
    let value = member.value
    return switch member.key {
    case "payload": NFTables.Payload(value).map(Self.payload)
    case "exthdr", "tcp option", "ip option", "sctp chunk", "dccp option":
      NFTables.ExtensionHeader(kind: member.key, value).map(Self.extensionHeader)
    case "meta": NFTables.MetaKey(value).map(Self.meta)
    case "ct": NFTables.Conntrack(value).map(Self.conntrack)
    case "rt": NFTables.RouteKey(value).map(Self.route)
    case "socket": NFTables.Socket(value).map(Self.socket)
    case "osf": NFTables.OperatingSystem(value).map(Self.osf)
    case "fib": NFTables.FIB(value).map(Self.fib)
    case "ipsec": NFTables.IPsec(value).map(Self.ipsec)
    case "numgen": NFTables.NumberGenerator(value).map(Self.numgen)
    case "jhash": NFTables.JenkinsHash(value).map(Self.jhash)
    case "symhash": NFTables.SymmetricHash(value).map(Self.symhash)
    case "map": NFTables.Mapping(value).map(Self.map)
    case "elem": NFTables.Element(attributed: value).map(Self.element)
    case "set": Self.anonymousSet(elements(value).map(NFTables.Element.init(_:)))
    case "concat": value.array.map { .concatenation($0.map(Self.init)) }
    case "prefix": prefix(value)
    case "range": range(value)
    case let key: binary(key, value) ?? NFTables.Verdict(node).map(Self.verdict)
    }
  }

  /// nft writes an array; libnftables-json(5) also allows a single element.
  private static func elements(_ node: Node) -> [Node] { node.array ?? [node] }

  private static func prefix(_ node: Node) -> Self? {
    guard let address = node["addr"], let length = node["len"]?.int else { return nil }
    return .prefix(address: Self(address), length: length)
  }

  private static func range(_ node: Node) -> Self? {
    guard let ends = node.array, ends.count == 2 else { return nil }
    return .range(Self(ends[0]), Self(ends[1]))
  }

  private static func binary(_ key: String, _ node: Node) -> Self? {
    guard let symbol = NFTables.BinaryOperator(rawValue: key), let operands = node.array,
      operands.count >= 2
    else { return nil }
    return .binary(symbol, operands.map(Self.init))
  }

  /// The expression as libnftables-json(5) writes it.
  public var json: Node {
    switch self {
    case .number(let value): Node(.number(String(value)))
    case .symbol(let text): Node(.string(text))
    case .boolean(let value): Node(.bool(value))
    case .wildcard: "*"
    case .setReference(let name): Node(.string("@" + name))
    case .list(let elements): Node(.array(elements.map(\.json)))
    case .prefix(let address, let length):
      ["prefix": ["addr": address.json, "len": Node(integerLiteral: length)]]
    case .range(let first, let last): ["range": [first.json, last.json]]
    case .concatenation(let parts): ["concat": Node(.array(parts.map(\.json)))]
    case .anonymousSet(let elements): ["set": Node(.array(elements.map(\.json)))]
    case .verdict(let verdict): verdict.json
    case .payload(let term): term.json
    case .extensionHeader(let term): term.json
    case .meta(let key): ["meta": ["key": Node(.string(key.rawValue))]]
    case .conntrack(let term): term.json
    case .route(let term): term.json
    case .socket(let term): term.json
    case .osf(let term): term.json
    case .fib(let term): term.json
    case .ipsec(let term): term.json
    case .numgen(let term): term.json
    case .jhash(let term): term.json
    case .symhash(let term): term.json
    case .binary(let symbol, let operands):
      Node(.object([.init(symbol.rawValue, Node(.array(operands.map(\.json))))]))
    case .map(let mapping): ["map": mapping.json]
    case .element(let element): element.attributedJSON
    case .unknown(let node): node
    }
  }
}
