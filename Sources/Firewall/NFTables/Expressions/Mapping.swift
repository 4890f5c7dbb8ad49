import Documents

extension NFTables {
  /// `KEY map DATA` and `KEY vmap DATA`.
  public struct Mapping: Sendable, Hashable {
    public var key: Expression
    /// A set reference or an anonymous set of pairs.
    public var data: Expression

    /// A mapping.
    public init(key: Expression, data: Expression) {
      self.key = key
      self.data = data
    }

    init?(_ node: Node) {
      guard let key = node["key"], let data = node["data"] else { return nil }
      self.init(key: Expression(key), data: Expression(data))
    }

    var json: Node { ["key": key.json, "data": data.json] }

    /// The mapping in nft's own syntax; `word` is `map` or `vmap`.
    public func text(data type: [Datatype], word: String = "map") -> String {
      "\(key.text) \(word) \(dataText(type))"
    }

    private func dataText(_ type: [Datatype]) -> String {
      guard case .anonymousSet(let elements) = data else { return data.text(as: type) }
      let keyType = key.datatype
      return "{ " + elements.map { $0.text(as: keyType, data: type) }.joined(separator: ", ") + " }"
    }

    /// What an anonymous map's data show of their own type.
    var dataType: [Datatype] {
      guard case .anonymousSet(let elements) = data else { return [] }
      return elements.first?.data?.datatype ?? []
    }
  }
}
