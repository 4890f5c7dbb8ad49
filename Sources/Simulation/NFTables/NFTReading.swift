/// What an expression is for a packet. Values of every type fit 128 bits: numbers as such, addresses
/// in host order, interface names as their sixteen bytes.
enum NFTReading {
  case value(UInt128)
  /// Some bits are not known from a flow.
  case partial(UInt128, unknownBits: UInt128, because: String)
  /// Each of `count` numbers from `first` on is as likely.
  case uniform(first: UInt128, count: UInt64)
  /// The packet has no such thing: the rule ends (`NFT_BREAK`).
  case missing
  /// The snapshot cannot tell.
  case unknown(String)

  /// A number that is known.
  static func number(_ value: some BinaryInteger) -> NFTReading {
    .value(UInt128(truncatingIfNeeded: value))
  }

  /// `value`, or unknown when there is none.
  static func number(_ value: (some BinaryInteger)?, orUnknown reason: String) -> NFTReading {
    value.map { .number($0) } ?? .unknown(reason)
  }
}

/// Reads an expression off a packet.
typealias NFTReader = (inout HookContext) -> NFTReading

extension NFTReading {
  /// One definite value, drawn from the tape where chance decides; nil for missing or unknown.
  func settled(_ tape: inout DecisionTape) -> UInt128? {
    switch self {
    case .value(let value): return value
    case .partial, .missing, .unknown: return nil
    case .uniform(let first, let count):
      guard count <= 1024 else { return nil }
      let index = tape.choose(weights: Array(repeating: 1, count: Int(count)))
      return first + UInt128(index)
    }
  }

  /// Why nothing can be said, nil where something can.
  var reason: String? {
    switch self {
    case .value, .missing: nil
    case .partial(_, _, let reason), .unknown(let reason): reason
    case .uniform(_, let count): count > 1024 ? "a random number" : nil
    }
  }
}

/// A run of values, both ends included.
struct NFTInterval: Hashable {
  var low: UInt128
  var high: UInt128

  init(_ low: UInt128, _ high: UInt128) {
    self.low = low
    self.high = high
  }

  init(_ value: UInt128) { self.init(value, value) }

  @inline(__always)
  func contains(_ value: UInt128) -> Bool { low <= value && value <= high }
}
