import Documents

extension NFTables {
  /// `fwd to DEV`, or `fwd ip to ADDRESS device DEV`: sent out right here, at ingress.
  public struct Forward: Sendable, Hashable {
    public var device: Expression
    public var family: Family?
    public var address: Expression?

    init?(_ node: Node) {
      guard let device = node["dev"] else { return nil }
      self.device = Expression(device)
      family = node["family"]?.string.flatMap(Family.init)
      address = node["addr"].map(Expression.init)
    }

    var json: Node {
      var members: [Node.Member] = [.init("dev", device.json)]
      if let family { members.append(.init("family", Node(.string(family.rawValue)))) }
      if let address { members.append(.init("addr", address.json)) }
      return Node(.object(members))
    }

    /// The term in nft's own syntax.
    public var text: String {
      let deviceText = device.text(as: [.interfaceIndex])
      guard let address else { return "fwd to \(deviceText)" }
      return "fwd \(family.map { $0.rawValue + " " } ?? "")to \(address.text(as: [.ipv4Address]))"
        + " device \(deviceText)"
    }
  }
}
