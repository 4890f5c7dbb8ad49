import Documents

extension NFTables {
  /// `dup to ADDRESS [device DEV]`, in netdev tables `dup to DEV`: a copy is sent elsewhere.
  public struct Duplicate: Sendable, Hashable {
    public var address: Expression?
    public var device: Expression?

    init?(_ node: Node) {
      guard node.object != nil else { return nil }
      address = node["addr"].map(Expression.init)
      device = node["dev"].map(Expression.init)
    }

    var json: Node {
      var members: [Node.Member] = []
      if let address { members.append(.init("addr", address.json)) }
      if let device { members.append(.init("dev", device.json)) }
      return Node(.object(members))
    }

    /// The term in nft's own syntax.
    public var text: String {
      "dup" + (address.map { " to \(NFTables.deviceOrAddress($0))" } ?? "")
        + (device.map { " device \($0.text(as: [.interfaceIndex]))" } ?? "")
    }
  }

  /// A name of a device stands in quotes, an address does not.
  static func deviceOrAddress(_ expression: Expression) -> String {
    guard case .symbol(let text) = expression, !text.contains(":"),
      text.split(separator: ".").count != 4
    else { return expression.text(as: [.ipv4Address]) }
    return expression.text(as: [.interfaceIndex])
  }
}
