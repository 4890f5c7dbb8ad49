import Documents

extension NFTables {
  /// `KEY set VALUE`.
  public struct Mangle: Sendable, Hashable {
    public var key: Expression
    public var value: Expression

    /// An assignment.
    public init(_ key: Expression, _ value: Expression) {
      self.key = key
      self.value = value
    }

    init?(_ node: Node) {
      guard let key = node["key"], let value = node["value"] else { return nil }
      self.init(Expression(key), Expression(value))
    }

    var json: Node { ["key": key.json, "value": value.json] }

    /// The term in nft's own syntax.
    public var text: String { "\(key.text) set \(value.text(as: key.datatype))" }
  }
}
