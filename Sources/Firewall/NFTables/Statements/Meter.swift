import Documents

extension NFTables {
  /// `meter NAME { KEY STATEMENT }`: one counter or limit for each key.
  public struct Meter: Sendable, Hashable {
    public var name: String
    public var size: Int?
    public var key: Expression
    public var statement: Statement

    init?(_ node: Node) {
      guard let name = node["name"]?.string, let key = node["key"], let statement = node["stmt"]
      else { return nil }
      self.name = name
      self.key = Expression(key)
      self.statement = Statement(statement)
      size = node["size"]?.int
    }

    var json: Node {
      var members: [Node.Member] = [
        .init("key", key.json), .init("stmt", statement.json),
      ]
      if let size { members.append(.init("size", Node(integerLiteral: size))) }
      members.append(.init("name", Node(.string(name))))
      return Node(.object(members))
    }

    /// The term in nft's own syntax.
    public var text: String {
      "meter \(name)\(size.map { " size \($0)" } ?? "") { \(key.text) \(statement.text(in: nil)) }"
    }
  }
}
