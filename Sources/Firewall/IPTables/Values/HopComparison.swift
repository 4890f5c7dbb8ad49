/// How TTL or hop limit is compared.
public enum HopComparison: Sendable, Hashable {
  case equal(UInt8)
  case notEqual(UInt8)
  case less(UInt8)
  case greater(UInt8)

  /// Whether a packet with `value` passes.
  public func matches(_ value: UInt8) -> Bool {
    switch self {
    case .equal(let wanted): value == wanted
    case .notEqual(let wanted): value != wanted
    case .less(let bound): value < bound
    case .greater(let bound): value > bound
    }
  }
}
