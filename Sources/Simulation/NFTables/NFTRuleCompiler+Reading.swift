import Addressing
import Firewall

extension NFTRuleCompiler {
  /// Reads an expression off packets; nil for what is no single value.
  func reader(_ expression: NFTables.Expression) -> NFTReader? {
    switch expression {
    case .payload(let payload): payloadReader(payload)
    case .extensionHeader(let header): Self.extensionHeader(header)
    case .meta(let key): metaReader(key)
    // A bridge tracks connections by itself (`nf_conntrack_bridge`), apart from those of IP.
    case .conntrack(let conntrack) where program.table.family == .bridge:
      Self.unknown(conntrack.text)
    case .conntrack(let conntrack): Self.conntrackReader(conntrack)
    case .route(let key): routeReader(key)
    case .socket(let socket): socketReader(socket)
    case .osf: Self.operatingSystem
    case .fib(let fib): fibReader(fib)
    case .ipsec(let ipsec): Self.unknown(ipsec.text)
    case .numgen(let generator):
      Self.uniform(first: generator.offset, count: generator.modulus)
    case .symhash(let hash): Self.uniform(first: hash.offset, count: hash.modulus)
    case .jhash(let hash): hashReader(hash)
    case .binary(let symbol, let operands): binaryReader(symbol, operands)
    case .map(let mapping): mapReader(mapping)
    case .element(let element): reader(element.key)
    case .number, .symbol, .boolean, .list, .wildcard, .setReference, .prefix, .range,
      .concatenation, .anonymousSet, .verdict, .unknown:
      nil
    }
  }

  /// Reads an expression or a constant of `type`.
  func reader(_ expression: NFTables.Expression, as type: NFTables.Datatype) -> NFTReader? {
    if let constant = constants.number(expression, as: type) { return { _ in .value(constant) } }
    return reader(expression)
  }

  static func unknown(_ text: String) -> NFTReader { { _ in .unknown(text) } }

  private static func uniform(first: UInt64, count: UInt64) -> NFTReader {
    guard count > 1 else { return { _ in .value(UInt128(first)) } }
    return { _ in .uniform(first: UInt128(first), count: count) }
  }

  private func binaryReader(
    _ symbol: NFTables.BinaryOperator, _ operands: [NFTables.Expression]
  ) -> NFTReader? {
    let type = operands.first { !$0.datatype.isEmpty }?.datatype.first ?? .integer
    let readers = operands.compactMap { reader($0, as: type) }
    guard readers.count == operands.count, let head = readers.first else { return nil }
    let rest = readers.dropFirst()
    return { context in
      var result = head(&context)
      for reader in rest { result = Self.join(symbol, result, reader(&context)) }
      return result
    }
  }

  private static func join(
    _ symbol: NFTables.BinaryOperator, _ left: NFTReading, _ right: NFTReading
  ) -> NFTReading {
    switch (left, right) {
    case (.missing, _), (_, .missing): return .missing
    case (.value(let a), .value(let b)):
      return NFTConstant.apply(symbol, a, b).map { .value($0) } ?? .unknown("a shift")
    case (.partial(let a, let bits, let reason), .value(let b)):
      guard let value = NFTConstant.apply(symbol, a, b) else { return .unknown(reason) }
      let left = unknownBits(symbol, bits, b)
      return left == 0 ? .value(value) : .partial(value, unknownBits: left, because: reason)
    case _: return .unknown(left.reason ?? right.reason ?? "a random number")
    }
  }

  /// The bits that stay unknown when bits `bits` of the left side are.
  private static func unknownBits(
    _ symbol: NFTables.BinaryOperator, _ bits: UInt128, _ constant: UInt128
  ) -> UInt128 {
    switch symbol {
    case .and: bits & constant
    case .or: bits & ~constant
    case .xor: bits
    case .shiftLeft: constant < 128 ? bits << constant : 0
    case .shiftRight: constant < 128 ? bits >> constant : 0
    }
  }

  /// The constant a map has for a key; the rule ends where it has none.
  private func mapReader(_ mapping: NFTables.Mapping) -> NFTReader? {
    guard let lookup = lookup(mapping.data, keyTypes: mapping.key.datatype),
      let find = finder(mapping.key, lookup)
    else { return nil }
    let type = dataType(mapping)
    let values = lookup.data.map { $0.flatMap { constants.number($0, as: type) } }
    let text = mapping.text(data: [type])
    return { context in
      switch find(&context) {
      case .found(let element): values[element].map { .value($0) } ?? .unknown(text)
      case .absent, .missing: .missing
      case .unknown: .unknown(text)
      }
    }
  }

  /// The type of a map's data.
  func dataType(_ mapping: NFTables.Mapping) -> NFTables.Datatype {
    if case .setReference(let name) = mapping.data,
      case .data(let types) = table[set: name]?.mapsTo,
      let type = types.first
    {
      return type
    }
    return .integer
  }
}
