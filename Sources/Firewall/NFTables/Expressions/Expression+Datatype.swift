extension NFTables.Expression {
  /// The types of the values it has, several for a concatenation; a constant by itself has none.
  public var datatype: [NFTables.Datatype] {
    switch self {
    case .number, .symbol, .wildcard, .setReference, .anonymousSet, .unknown: []
    case .boolean: [.boolean]
    case .verdict: [.verdict]
    case .list(let elements): elements.first?.datatype ?? []
    case .prefix(let address, _): address.datatype
    case .range(let low, _): low.datatype
    case .concatenation(let parts): parts.map { $0.datatype.first ?? .integer }
    case .payload(let term): [term.datatype]
    case .extensionHeader(let term): [term.datatype]
    case .meta(let key): [key.datatype]
    case .conntrack(let term): [term.datatype]
    case .route(let term): [term.datatype]
    case .socket(let term): [term.datatype]
    case .osf: [.string]
    case .fib(let term): [term.datatype]
    case .ipsec(let term): [term.datatype]
    case .numgen, .jhash, .symhash: [.integer]
    case .binary(_, let operands): operands.first { !$0.datatype.isEmpty }?.datatype ?? []
    case .map(let mapping): mapping.dataType
    case .element(let element): element.key.datatype
    }
  }
}
