/// A network in CIDR notation: an address and how many of its leading bits count.
@frozen public struct IPPrefix: Sendable, Hashable {
  /// The address as written; host bits may be set, see ``network``.
  public let address: IPAddress
  /// How many leading bits count: 0...32 or 0...128.
  public let length: Int

  /// A prefix of `length` bits, nil when the family has fewer.
  @inlinable public init?(_ address: IPAddress, length: Int) {
    guard length >= 0, length <= address.family.bitWidth else { return nil }
    self.address = address
    self.length = length
  }

  /// The prefix that holds `address` alone.
  @inlinable public init(host address: IPAddress) {
    self.address = address
    self.length = address.family.bitWidth
  }

  /// The prefix that holds every address of `family`: `0.0.0.0/0` or `::/0`.
  @inlinable public init(everyAddressOf family: IPFamily) {
    self.address = .zero(family)
    self.length = 0
  }

  /// The family of the addresses in it.
  @inlinable public var family: IPFamily { address.family }

  /// The mask as an address: `/24` is `255.255.255.0`.
  @inlinable public var mask: IPAddress { IPAddress(maskOfLength: length, family) }

  /// The first address: the one with all host bits zero.
  @inlinable public var network: IPAddress { address.masked(by: mask) }

  /// The last address: the one with all host bits one.
  public var last: IPAddress {
    let mask = mask
    let width = IPAddress.ones(family)
    return IPAddress(
      family: family,
      high: address.high & mask.high | ~mask.high & width.high,
      low: address.low & mask.low | ~mask.low & width.low)
  }

  /// Whether host bits are set in ``address``, which `ip` and `kubectl` refuse or warn about.
  public var hasHostBits: Bool { network != address }

  /// The same prefix with its host bits cleared.
  public var canonical: IPPrefix { IPPrefix(unchecked: network, length) }

  /// Whether `other` is in this network; never across families.
  @inlinable public func contains(_ other: IPAddress) -> Bool {
    guard other.family == family else { return false }
    let mask = mask
    return (other.high ^ address.high) & mask.high == 0 && (other.low ^ address.low) & mask.low == 0
  }

  /// Whether every address of `other` is in this network.
  public func contains(_ other: IPPrefix) -> Bool {
    other.length >= length && contains(other.address)
  }

  @usableFromInline init(unchecked address: IPAddress, _ length: Int) {
    self.address = address
    self.length = length
  }
}

extension IPAddress {
  /// The mask with `length` leading ones. `length` is clamped to the family's width.
  @inlinable public init(maskOfLength length: Int, _ family: IPFamily) {
    switch family {
    case .ipv4:
      let bits = max(0, min(32, length))
      self.init(v4: bits == 0 ? 0 : UInt32.max << UInt32(32 - bits))
    case .ipv6:
      let bits = max(0, min(128, length))
      self.init(
        v6High: bits == 0 ? 0 : bits >= 64 ? .max : .max << UInt64(64 - bits),
        low: bits <= 64 ? 0 : .max << UInt64(128 - bits))
    }
  }

  /// How many leading ones there are, nil when the bits are not a contiguous mask.
  public var maskLength: Int? {
    let ones =
      family == .ipv4
      ? (~UInt32(truncatingIfNeeded: low)).leadingZeroBitCount
      : high == .max ? 64 + (~low).leadingZeroBitCount : (~high).leadingZeroBitCount
    return IPAddress(maskOfLength: ones, family) == self ? ones : nil
  }
}

extension IPPrefix: CustomStringConvertible {
  /// Reads `ADDRESS/LENGTH`, or a bare address as a host prefix. Nil for anything else.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let slash = bytes.firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
    guard let address = IPAddress(parsing: bytes[..<slash]) else { return nil }
    guard slash < bytes.endIndex else {
      self.init(host: address)
      return
    }
    let digits = bytes[(slash + 1)...]
    guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy({ $0 >= 48 && $0 <= 57 })
    else { return nil }
    self.init(address, length: digits.reduce(0) { $0 * 10 + Int($1 - 48) })
  }

  /// `ADDRESS/LENGTH`, host bits as written.
  public var description: String { "\(address)/\(length)" }
}
