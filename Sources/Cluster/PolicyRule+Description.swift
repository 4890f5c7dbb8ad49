import Addressing

extension PolicyPeer: CustomStringConvertible {
  /// `ipBlock 10.0.0.0/8 except 10.1.0.0/16`, `pods app=web`, `namespaces {}`,
  /// `pods app=web of namespaces {}`.
  public var description: String {
    switch self {
    case .ipBlock(let block):
      "ipBlock \(block.cidr)"
        + (block.except.isEmpty
          ? "" : " except " + block.except.map(\.description).joined(separator: ", "))
    case .pods(let pods): "pods \(pods)"
    case .namespaces(let namespaces): "namespaces \(namespaces)"
    case .podsIn(let namespaces, let pods): "pods \(pods) of namespaces \(namespaces)"
    }
  }
}

extension PolicyPort: CustomStringConvertible {
  /// `8082/TCP`, `80-90/UDP`, `metrics/TCP`, `TCP`.
  public var description: String {
    let transport = transport.description.uppercased()
    return switch port {
    case .all: transport
    case .number(let number): "\(number)/\(transport)"
    case .range(let range): "\(range.first)-\(range.last)/\(transport)"
    case .name(let name): "\(name)/\(transport)"
    }
  }
}

extension PolicyRule {
  /// `from ipBlock 10.0.0.0/8 on 80/TCP`, with `from` or `to` as `word`.
  public func words(_ word: String) -> String {
    let who =
      peers.isEmpty ? "anyone" : peers.map(\.description).joined(separator: " or ")
    let what = ports.isEmpty ? "" : " on " + ports.map(\.description).joined(separator: ", ")
    return "\(word) \(who)\(what)"
  }
}
