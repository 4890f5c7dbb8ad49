import Documents

extension NFTables {
  /// `symhash mod N [offset N]`: the kernel's own hash of the flow, with a secret seed.
  public struct SymmetricHash: Sendable, Hashable {
    public var modulus: UInt64
    public var offset: UInt64

    init?(_ node: Node) {
      guard let modulus = node["mod"]?.unsigned else { return nil }
      self.modulus = modulus
      offset = node["offset"]?.unsigned ?? 0
    }

    var json: Node {
      let modulus = Node(.number(String(modulus)))
      return offset == 0
        ? ["symhash": ["mod": modulus]]
        : ["symhash": ["mod": modulus, "offset": Node(.number(String(offset)))]]
    }

    /// The term in nft's own syntax.
    public var text: String { "symhash mod \(modulus)" + (offset == 0 ? "" : " offset \(offset)") }
  }
}
