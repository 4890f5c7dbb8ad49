/// A condition that may be preceded by `!`.
@frozen public struct Inverted<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The condition without its sign.
  public var value: Value
  /// Whether `!` stood before it.
  public var isInverted: Bool

  /// `value`, or `! value`.
  @inlinable public init(_ value: Value, isInverted: Bool = false) {
    self.value = value
    self.isInverted = isInverted
  }
}
