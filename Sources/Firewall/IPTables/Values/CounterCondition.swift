/// A comparison with a counter of a set's entry: `--packets-gt 5`.
public struct CounterCondition: Sendable, Hashable {
  /// How the counter is compared.
  public enum Comparison: String, Sendable, Hashable {
    case equal = "eq"
    case notEqual = "ne"
    case less = "lt"
    case greater = "gt"
  }
  /// How the counter is compared.
  public var comparison: Comparison
  /// With what.
  public var value: UInt64

  /// The counter compared with `value`.
  public init(_ comparison: Comparison, _ value: UInt64) {
    self.comparison = comparison
    self.value = value
  }

  /// Whether a counter that stands at `counter` passes.
  public func matches(_ counter: UInt64) -> Bool {
    switch comparison {
    case .equal: counter == value
    case .notEqual: counter != value
    case .less: counter < value
    case .greater: counter > value
    }
  }
}
