import Documents

extension NFTables {
  /// `jhash EXPR mod N [seed N] [offset N]`.
  public struct JenkinsHash: Sendable, Hashable {
    public var expression: Expression
    public var modulus: UInt64
    /// Nil when the kernel drew one: the result can then not be told beforehand.
    public var seed: UInt64?
    public var offset: UInt64

    /// A hash of `expression`.
    public init(
      _ expression: Expression, modulus: UInt64, seed: UInt64? = nil, offset: UInt64 = 0
    ) {
      self.expression = expression
      self.modulus = modulus
      self.seed = seed
      self.offset = offset
    }

    init?(_ node: Node) {
      guard let modulus = node["mod"]?.unsigned, let expression = node["expr"] else { return nil }
      self.init(
        Expression(expression), modulus: modulus, seed: node["seed"]?.unsigned,
        offset: node["offset"]?.unsigned ?? 0)
    }

    var json: Node {
      var members: [Node.Member] = [.init("mod", Node(.number(String(modulus))))]
      if let seed { members.append(.init("seed", Node(.number(String(seed))))) }
      if offset > 0 { members.append(.init("offset", Node(.number(String(offset))))) }
      members.append(.init("expr", expression.json))
      return ["jhash": Node(.object(members))]
    }

    /// The term in nft's own syntax.
    public var text: String {
      "jhash \(expression.text) mod \(modulus)"
        + (seed.map { " seed 0x" + String($0, radix: 16) } ?? "")
        + (offset == 0 ? "" : " offset \(offset)")
    }
  }
}
