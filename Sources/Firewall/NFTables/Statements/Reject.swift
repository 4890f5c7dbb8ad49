import Documents

extension NFTables {
  /// `reject [with …]`: the packet ends here and its sender is told.
  public struct Reject: Sendable, Hashable {
    public var type: Kind?
    /// The code's name or number; nil is `port-unreachable`.
    public var code: Expression?

    /// Which answer is sent.
    public enum Kind: String, Sendable, Hashable {
      case tcpReset = "tcp reset"
      /// ICMP or ICMPv6, whichever fits the packet.
      case icmpx
      case icmp
      case icmpv6
    }

    init?(_ node: Node) {
      if let text = node["type"]?.string {
        guard let known = Kind(rawValue: text) else { return nil }
        type = known
      } else if !node.isNull {
        guard node.object != nil else { return nil }
      }
      code = node["expr"].map(Expression.init)
    }

    var json: Node {
      var members: [Node.Member] = []
      if let type { members.append(.init("type", Node(.string(type.rawValue)))) }
      if let code { members.append(.init("expr", code.json)) }
      return members.isEmpty ? Node(.null) : Node(.object(members))
    }

    func text(in family: Family?) -> String {
      guard let type else { return "reject" }
      if type == .tcpReset { return "reject with tcp reset" }
      let codeText = code?.text(as: [.icmpCode]) ?? "port-unreachable"
      if codeText == "port-unreachable", type == Self.usual(in: family) { return "reject" }
      return "reject with \(type.rawValue) \(codeText)"
    }

    private static func usual(in family: Family?) -> Kind {
      switch family {
      case .ip: .icmp
      case .ip6: .icmpv6
      case .inet, .bridge, .netdev, .arp, nil: .icmpx
      }
    }
  }
}
