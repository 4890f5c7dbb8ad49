import Documents

extension NFTables {
  /// `tproxy to ADDRESS:PORT`: the packet is given to a local socket unchanged.
  public struct TransparentProxy: Sendable, Hashable {
    public var family: Family?
    public var address: Expression?
    public var port: Expression?

    init?(_ node: Node) {
      family = node["family"]?.string.flatMap(Family.init)
      address = node["addr"].map(Expression.init)
      port = node["port"].map(Expression.init)
      guard address != nil || port != nil else { return nil }
    }

    var json: Node {
      var members: [Node.Member] = []
      if let family { members.append(.init("family", Node(.string(family.rawValue)))) }
      if let address { members.append(.init("addr", address.json)) }
      if let port { members.append(.init("port", port.json)) }
      return Node(.object(members))
    }

    /// The term in nft's own syntax.
    public var text: String {
      "tproxy \(family.map { $0.rawValue + " " } ?? "")to "
        + NFTables.endpoint(address, port, family)
    }
  }
}
