/// Whether a condition holds, as far as the snapshot tells.
public enum Truth: Sendable, Hashable {
  case no
  case yes
  /// It holds for this share of packets, independently each time: `statistic`, `numgen random`.
  case chance(Double)
  /// The snapshot cannot tell. The text says what would have to be known, and is the same for the
  /// same question, so that one walk never assumes two answers to it.
  case unknown(because: String)

  /// `yes` for true.
  @inlinable public init(_ value: Bool) { self = value ? .yes : .no }

  /// The opposite, unknown staying unknown.
  public var negated: Truth {
    switch self {
    case .no: .yes
    case .yes: .no
    case .chance(let probability): .chance(1 - probability)
    case .unknown: self
    }
  }

  /// The opposite when `inverted`, as `!` before an option asks.
  @inlinable public func inverted(if inverted: Bool) -> Truth { inverted ? negated : self }
}
