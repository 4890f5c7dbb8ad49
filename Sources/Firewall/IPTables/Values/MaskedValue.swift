/// A number compared, or written, under a mask: `0x4000/0x4000`.
@frozen public struct MaskedValue<Value: FixedWidthInteger & Sendable>: Sendable, Hashable {
  /// The bits wanted.
  public var value: Value
  /// The bits that count.
  public var mask: Value

  /// `value/mask`; without a mask every bit counts.
  @inlinable public init(_ value: Value, mask: Value = ~0) {
    self.value = value
    self.mask = mask
  }

  /// Whether `other` has the wanted bits: `(other & mask) == value`, as every `xt_*` match asks.
  @inlinable public func matches(_ other: Value) -> Bool { other & mask == value }
}
