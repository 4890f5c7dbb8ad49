import Documents

extension NFTables {
  /// `snat`, `dnat`, `masquerade` or `redirect`.
  public struct NetworkTranslation: Sendable, Hashable {
    public var kind: Kind
    /// `ip` or `ip6`, where a table of both families says which.
    public var family: Family?
    /// The new address: constant, range, prefix or map. A map's data may be `address . port`.
    public var address: Expression?
    public var port: Expression?
    /// `random`, `fully-random`, `persistent`, `netmap`.
    public var flags: [String]
    /// `prefix`, `interval`, `concat`: of what the map's data are.
    public var typeFlags: [String]

    /// The four statements.
    public enum Kind: String, Sendable, Hashable {
      case snat
      case dnat
      case masquerade
      case redirect
    }

    /// A translation.
    public init(
      _ kind: Kind, family: Family? = nil, address: Expression? = nil, port: Expression? = nil,
      flags: [String] = [], typeFlags: [String] = []
    ) {
      self.kind = kind
      self.family = family
      self.address = address
      self.port = port
      self.flags = flags
      self.typeFlags = typeFlags
    }

    init?(_ key: String, _ node: Node) {
      guard let kind = Kind(rawValue: key), node.isNull || node.object != nil else { return nil }
      self.init(
        kind, family: node["family"]?.string.flatMap(Family.init),
        address: node["addr"].map(Expression.init), port: node["port"].map(Expression.init),
        flags: NFTables.strings(node["flags"]), typeFlags: NFTables.strings(node["type_flags"]))
    }

    var json: Node {
      var members: [Node.Member] = []
      if let family { members.append(.init("family", Node(.string(family.rawValue)))) }
      if let address { members.append(.init("addr", address.json)) }
      if let port { members.append(.init("port", port.json)) }
      if !flags.isEmpty { members.append(.init("flags", NFTables.flagsJSON(flags))) }
      if !typeFlags.isEmpty { members.append(.init("type_flags", NFTables.flagsJSON(typeFlags))) }
      let content = members.isEmpty ? Node(.null) : Node(.object(members))
      return Node(.object([.init(kind.rawValue, content)]))
    }

    /// The term in nft's own syntax.
    public var text: String {
      var words = [kind.rawValue]
      if let family { words.append(family.rawValue) }
      if typeFlags.contains("prefix") { words.append("prefix") }
      if typeFlags.contains("interval") { words.append("interval") }
      if address != nil || port != nil { words += ["to", target] }
      let printed = flags.filter { $0 != "netmap" }
      if !printed.isEmpty { words.append(printed.joined(separator: ",")) }
      return words.joined(separator: " ")
    }

    private var target: String {
      NFTables.endpoint(address, port, family)
    }
  }

  /// `ADDRESS:PORT` as nat and tproxy statements print it, IPv6 in brackets when a port follows.
  static func endpoint(_ address: Expression?, _ port: Expression?, _ family: Family?) -> String {
    guard let port else { return address?.text(as: [.ipv4Address]) ?? "" }
    let portText = ":" + port.text(as: [.inetService])
    guard let address else { return portText }
    return bracketed(address) + portText
  }

  private static func bracketed(_ address: Expression) -> String {
    if case .range(let low, let high) = address { return bracketed(low) + "-" + bracketed(high) }
    guard case .symbol(let text) = address, text.contains(":") else {
      return address.text(as: [.ipv4Address])
    }
    return "[\(text)]"
  }
}
