/// An address compared under a mask of any shape, as iptables' `-s ADDRESS/MASK` allows.
@frozen public struct MaskedAddress: Sendable, Hashable {
  /// The address, already masked.
  public let address: IPAddress
  /// The bits that are compared.
  public let mask: IPAddress

  /// The comparison of `address` under `mask`; both are of one family.
  @inlinable public init(_ address: IPAddress, mask: IPAddress) {
    self.address = address.masked(by: mask)
    self.mask = mask
  }

  /// The comparison that a prefix stands for.
  @inlinable public init(_ prefix: IPPrefix) {
    self.init(prefix.address, mask: prefix.mask)
  }

  /// Whether `other` is equal under the mask; never across families.
  @inlinable public func contains(_ other: IPAddress) -> Bool {
    other.family == address.family && other.high & mask.high == address.high
      && other.low & mask.low == address.low
  }

  /// The prefix it is, nil when the mask has a hole.
  public var prefix: IPPrefix? { mask.maskLength.flatMap { IPPrefix(address, length: $0) } }
}

extension MaskedAddress: CustomStringConvertible {
  /// `10.0.0.0/8`, or `10.0.0.1/255.0.0.255` when the mask has a hole.
  public var description: String {
    prefix.map(\.description) ?? "\(address)/\(mask)"
  }
}
