/// A run of numbers, both ends included. Ends the wrong way round hold nothing, as in the kernel.
@frozen public struct ValueRange<Value: FixedWidthInteger & Sendable>: Sendable, Hashable {
  /// The lowest number.
  public var first: Value
  /// The highest number.
  public var last: Value

  /// The run from `first` to `last`.
  @inlinable public init(_ first: Value, _ last: Value) {
    self.first = first
    self.last = last
  }

  /// The run of one number.
  @inlinable public init(_ value: Value) { self.init(value, value) }

  /// Whether `value` lies in the run.
  @inlinable public func contains(_ value: Value) -> Bool { first <= value && value <= last }
}
