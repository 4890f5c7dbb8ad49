import Documents

extension NFTables {
  /// How many packets and bytes passed: the same value iptables' counters are.
  public typealias Counters = Firewall.Counters
}

extension Counters {
  init?(_ node: Node) {
    guard let packets = node["packets"]?.unsigned, let bytes = node["bytes"]?.unsigned else {
      return nil
    }
    self.init(packets: packets, bytes: bytes)
  }

  var members: [Node.Member] {
    [
      .init("packets", Node(.number(String(packets)))),
      .init("bytes", Node(.number(String(bytes)))),
    ]
  }

  var json: Node { Node(.object(members)) }

  /// The term in nft's own syntax.
  public var text: String { "packets \(packets) bytes \(bytes)" }
}

extension Optional where Wrapped == Counters {
  /// Counters, or none for `null`; nil overall for anything else.
  static func some(orNullOf node: Node) -> Counters?? {
    node.isNull ? .some(nil) : Counters(node).map { .some($0) }
  }
}
