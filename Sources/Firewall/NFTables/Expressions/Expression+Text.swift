import Documents

extension NFTables.Expression {
  /// The expression in nft's own syntax, constants printed as values of `type`.
  public func text(as type: [NFTables.Datatype]) -> String {
    let first = type.first ?? .integer
    return switch self {
    case .number(let value): first.text(of: value)
    case .symbol(let text): first.text(of: text)
    case .boolean(let value): value ? "exists" : "missing"
    case .wildcard: "*"
    case .setReference(let name): "@" + name
    case .list(let elements): elements.map { $0.text(as: type) }.joined(separator: ",")
    case .prefix(let address, let length): "\(address.text(as: type))/\(length)"
    case .range(let low, let high): Self.range(low, high, first)
    case .concatenation(let parts): Self.concatenation(parts, type)
    case .anonymousSet(let elements):
      "{ " + elements.map { $0.text(as: type, data: []) }.joined(separator: ", ") + " }"
    case .verdict(let verdict): verdict.text
    case .payload(let term): term.text
    case .extensionHeader(let term): term.text
    case .meta(let key): key.text
    case .conntrack(let term): term.text
    case .route(let term): term.text
    case .socket(let term): term.text
    case .osf(let term): term.text
    case .fib(let term): term.text
    case .ipsec(let term): term.text
    case .numgen(let term): term.text
    case .jhash(let term): term.text
    case .symhash(let term): term.text
    case .binary(let symbol, let operands): Self.binary(symbol, operands, type)
    case .map(let mapping): mapping.text(data: type)
    case .element(let element): element.text(as: type, data: [])
    case .unknown(let node): node.json
    }
  }

  /// The expression in nft's own syntax, its constants as values of its own type.
  public var text: String { text(as: datatype) }

  private static func range(_ low: Self, _ high: Self, _ type: NFTables.Datatype) -> String {
    // range_expr_print() asks for plain numbers: spans of time stay in seconds.
    if type == .duration, case .number(let first) = low, case .number(let last) = high {
      return "\(first)s-\(last)s"
    }
    return "\(low.text(as: [type]))-\(high.text(as: [type]))"
  }

  private static func concatenation(_ parts: [Self], _ types: [NFTables.Datatype]) -> String {
    parts.enumerated().map { index, part in
      part.text(as: index < types.count ? [types[index]] : part.datatype)
    }.joined(separator: " . ")
  }

  private static func binary(
    _ symbol: NFTables.BinaryOperator, _ operands: [Self], _ type: [NFTables.Datatype]
  ) -> String {
    operands.map { operand in
      let text = operand.text(as: type)
      guard case .binary(let inner, _) = operand, symbol.precedence < inner.precedence else {
        return text
      }
      return "(\(text))"
    }.joined(separator: " \(symbol.rawValue) ")
  }
}
