/// What the TTL and HL targets do to the number of hops left.
public enum HopChange: Sendable, Hashable {
  case set(UInt8)
  case decrement(UInt8)
  case increment(UInt8)
}
