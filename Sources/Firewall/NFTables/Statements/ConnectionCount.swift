import Documents

extension NFTables {
  /// `ct count [over] N`: how many connections the rule or the element has seen that still live.
  public struct ConnectionCount: Sendable, Hashable {
    public var value: UInt64
    public var isOver: Bool

    init?(_ node: Node) {
      guard let value = node["val"]?.unsigned else { return nil }
      self.value = value
      isOver = node["inv"]?.bool ?? false
    }

    var json: Node {
      let value = Node(.number(String(value)))
      return isOver ? ["val": value, "inv": true] : ["val": value]
    }

    /// The term in nft's own syntax.
    public var text: String { "ct count \(isOver ? "over " : "")\(value)" }
  }
}
