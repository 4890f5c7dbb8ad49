/// An IPv4 or IPv6 address.
///
/// The bits are kept as two host-order words, so that masks and comparisons are two integer
/// operations. An IPv4 address occupies the lower 32 bits of ``low``.
@frozen public struct IPAddress: Sendable, Hashable {
  /// Which family the address belongs to.
  public let family: IPFamily
  /// The upper 64 bits of an IPv6 address; 0 for IPv4.
  public let high: UInt64
  /// The lower 64 bits; for IPv4 the address itself in the lower 32.
  public let low: UInt64

  /// An address of `family` from its two host-order words.
  @inlinable public init(family: IPFamily, high: UInt64, low: UInt64) {
    self.family = family
    self.high = high
    self.low = low
  }

  /// An IPv4 address from its 32 bits in host order.
  @inlinable public init(v4 bits: UInt32) {
    self.init(family: .ipv4, high: 0, low: UInt64(bits))
  }

  /// An IPv6 address from its 128 bits in host order.
  @inlinable public init(v6High high: UInt64, low: UInt64) {
    self.init(family: .ipv6, high: high, low: low)
  }

  /// The 32 bits of an IPv4 address in host order, nil for IPv6.
  @inlinable public var v4: UInt32? { family == .ipv4 ? UInt32(truncatingIfNeeded: low) : nil }

  /// The address whose bits are all zero: `0.0.0.0` or `::`.
  @inlinable public static func zero(_ family: IPFamily) -> IPAddress {
    IPAddress(family: family, high: 0, low: 0)
  }

  /// The address whose bits are all one: `255.255.255.255` or `ffff:…:ffff`.
  @inlinable public static func ones(_ family: IPFamily) -> IPAddress {
    switch family {
    case .ipv4: IPAddress(v4: .max)
    case .ipv6: IPAddress(v6High: .max, low: .max)
    }
  }

  /// This address with only the bits kept that are set in `mask`.
  @inlinable public func masked(by mask: IPAddress) -> IPAddress {
    IPAddress(family: family, high: high & mask.high, low: low & mask.low)
  }

  /// The bytes in network order: 4 or 16.
  public var bytes: [UInt8] {
    let lower = bigEndianBytes(low)
    return family == .ipv4 ? Array(lower.suffix(4)) : bigEndianBytes(high) + lower
  }

  private func bigEndianBytes(_ word: UInt64) -> [UInt8] {
    stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
  }

  /// The address one higher, nil after the last one.
  public var successor: IPAddress? {
    guard self != .ones(family) else { return nil }
    let (sum, overflow) = low.addingReportingOverflow(1)
    return IPAddress(family: family, high: overflow ? high + 1 : high, low: sum)
  }

  /// The address one lower, nil before the first one.
  public var predecessor: IPAddress? {
    guard self != .zero(family) else { return nil }
    let (difference, borrow) = low.subtractingReportingOverflow(1)
    return IPAddress(family: family, high: borrow ? high - 1 : high, low: difference)
  }
}

extension IPAddress: Comparable {
  /// Orders IPv4 before IPv6, then by value.
  @inlinable public static func < (left: IPAddress, right: IPAddress) -> Bool {
    if left.family != right.family { return left.family == .ipv4 }
    return left.high != right.high ? left.high < right.high : left.low < right.low
  }
}
