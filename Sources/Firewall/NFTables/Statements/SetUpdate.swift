import Documents

extension NFTables {
  /// `add @set { … }`, `update @set { … }`, `delete @set { … }`: the packet changes a set.
  public struct SetUpdate: Sendable, Hashable {
    /// `add`, `update` or `delete`.
    public var operation: String
    /// The set's name.
    public var set: String
    public var key: Expression
    /// What a map gets, nil for a set.
    public var data: Expression?
    /// What the element counts or limits: an exceeded limit ends the rule.
    public var statements: [Statement]

    init?(_ node: Node) {
      guard let operation = node["op"]?.string, let key = node["elem"],
        let name = node["set"]?.string ?? node["map"]?.string, name.hasPrefix("@")
      else { return nil }
      self.operation = operation
      set = String(name.dropFirst())
      self.key = Expression(key)
      data = node["data"].map(Expression.init)
      statements = (node["stmt"]?.array ?? []).map(Statement.init)
    }

    var json: Node {
      let word = data == nil ? "set" : "map"
      var members: [Node.Member] = [
        .init("op", Node(.string(operation))), .init("elem", key.json),
      ]
      if let data { members.append(.init("data", data.json)) }
      members.append(.init(word, Node(.string("@" + set))))
      if !statements.isEmpty {
        members.append(.init("stmt", Node(.array(statements.map(\.json)))))
      }
      return Node(.object([.init(word, Node(.object(members)))]))
    }

    /// The term in nft's own syntax.
    public var text: String {
      let words = [key.text] + statements.map { $0.text(in: nil) }
      let dataText = data.map { " : \($0.text)" } ?? ""
      return "\(operation) @\(set) { \(words.joined(separator: " "))\(dataText) }"
    }
  }
}
