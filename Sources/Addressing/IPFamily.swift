/// The two families of Internet addresses.
@frozen public enum IPFamily: UInt8, Sendable, Hashable, CaseIterable {
  case ipv4 = 4
  case ipv6 = 6

  /// The number of bits in an address: 32 or 128.
  @inlinable public var bitWidth: Int { self == .ipv4 ? 32 : 128 }
}

extension IPFamily: CustomStringConvertible {
  /// `ipv4` or `ipv6`, as the JSON output spells it.
  public var description: String { self == .ipv4 ? "ipv4" : "ipv6" }
}
