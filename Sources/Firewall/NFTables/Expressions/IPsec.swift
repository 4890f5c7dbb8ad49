import Documents

extension NFTables {
  /// `ipsec DIR KEY`: of the transformation applied to the packet.
  public struct IPsec: Sendable, Hashable {
    /// `reqid`, `spi`, `saddr` or `daddr`.
    public var key: String
    public var family: Family?
    /// `in` or `out`.
    public var direction: String
    public var number: Int

    init?(_ node: Node) {
      guard let key = node["key"]?.string, let direction = node["dir"]?.string else { return nil }
      self.key = key
      self.direction = direction
      family = node["family"]?.string.flatMap(Family.init)
      number = node["spnum"]?.int ?? 0
    }

    var json: Node {
      var members: [Node.Member] = [.init("key", Node(.string(key)))]
      if let family { members.append(.init("family", Node(.string(family.rawValue)))) }
      members.append(.init("dir", Node(.string(direction))))
      members.append(.init("spnum", Node(integerLiteral: number)))
      return ["ipsec": Node(.object(members))]
    }

    /// The term in nft's own syntax.
    public var text: String {
      "ipsec \(direction) " + (number == 0 ? "" : "spnum \(number) ")
        + (family.map { $0.rawValue + " " } ?? "") + key
    }

    var datatype: Datatype {
      switch (key, family) {
      case ("saddr", .ip6), ("daddr", .ip6): .ipv6Address
      case ("saddr", _), ("daddr", _): .ipv4Address
      case ("spi", _): .integer
      case _: .integer
      }
    }
  }
}
