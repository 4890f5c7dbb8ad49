import Documents

extension NFTables {
  /// `queue`: a program decides.
  public struct Queue: Sendable, Hashable {
    /// The queue's number, a range of them, or an expression; nil is queue 0.
    public var number: Expression?
    /// `bypass`: the packet goes on when no program listens. `fanout`.
    public var flags: [String]

    init?(_ node: Node) {
      guard node.isNull || node.object != nil else { return nil }
      number = node["num"].map(Expression.init)
      flags = NFTables.strings(node["flags"])
    }

    /// Whether the packet goes on when no program listens.
    public var bypasses: Bool { flags.contains("bypass") }

    var json: Node {
      var members: [Node.Member] = []
      if let number { members.append(.init("num", number.json)) }
      if !flags.isEmpty { members.append(.init("flags", NFTables.flagsJSON(flags))) }
      return members.isEmpty ? Node(.null) : Node(.object(members))
    }

    /// The term in nft's own syntax.
    public var text: String {
      let flagText = flags.isEmpty ? "" : " flags " + flags.joined(separator: ",")
      return "queue" + flagText + (number.map { " to \($0.text(as: [.integer]))" } ?? "")
    }
  }
}
