import Addressing

/// A member, or what a packet is looked up by: every part a set type may have.
struct IPSetKey: Sendable, Hashable {
  var first = IPAddress(v4: 0)
  var second = IPAddress(v4: 0)
  /// Prefix lengths of `first` and `second` where these are networks.
  var firstLength: UInt8 = 0
  var secondLength: UInt8 = 0
  /// `protocol << 16 | port`, a mark, or the number of an interface or set name.
  var detail: UInt32 = 0
  var mac: UInt64 = 0
  /// `physdev:` before an interface.
  var isPhysical = false

  static let wildcardBit: UInt32 = 1 << 31

  static func port(_ transport: TransportProtocol, _ number: UInt16) -> UInt32 {
    UInt32(transport.rawValue) << 16 | UInt32(number)
  }
}

/// The same, in as many 32-bit words as the set type needs.
struct PackedIPSetKey: Sendable, Hashable {
  private(set) var words = InlineArray<12, UInt32>(repeating: 0)
  private(set) var count = 0

  mutating func append(_ word: UInt32) {
    words[count] = word
    count += 1
  }

  mutating func append(_ address: IPAddress, wide: Bool) {
    if wide {
      append(UInt32(truncatingIfNeeded: address.high >> 32))
      append(UInt32(truncatingIfNeeded: address.high))
      append(UInt32(truncatingIfNeeded: address.low >> 32))
    }
    append(UInt32(truncatingIfNeeded: address.low))
  }

  static func == (left: Self, right: Self) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left.words[index] != right.words[index] { return false }
    return true
  }

  func hash(into hasher: inout Hasher) {
    for index in 0..<count { hasher.combine(words[index]) }
  }

  /// Mixes the first `length` words into one, well spread over its low bits.
  func digest(_ length: Int) -> UInt32 {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    for index in 0..<length {
      hash = (hash ^ UInt64(words[index])) &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 32
    }
    return UInt32(truncatingIfNeeded: hash)
  }
}

/// Which parts a set type keeps and in which order, so that the looked-up ones come first.
struct IPSetLayout: Sendable, Hashable {
  let isWide: Bool
  let hasFirst: Bool
  let hasSecond: Bool
  let hasLengths: Bool
  let hasDetail: Bool
  let hasMAC: Bool
  /// Words per member.
  let stride: Int
  /// How many of them a lookup compares exactly; the rest is compared by the set type's rule.
  let exact: Int

  init(_ kind: IPSetKind, family: IPFamily) {
    let parts = kind.dimensions
    let isAddress = { (part: IPSetDimension) in part == .address || part == .network }
    let addresses = parts.filter(isAddress).count
    isWide = family == .ipv6
    hasFirst = addresses > 0
    hasSecond = addresses > 1
    hasLengths = parts.contains(.network)
    hasMAC = parts.contains(.mac)
    hasDetail = !parts.allSatisfy { isAddress($0) || $0 == .mac }
    stride =
      addresses * (isWide ? 4 : 1) + (hasLengths ? 1 : 0) + (hasDetail ? 1 : 0) + (hasMAC ? 2 : 0)
    exact = kind == .hashNetInterface ? stride - 1 : kind == .bitmapIPMAC ? stride - 2 : stride
  }

  func pack(_ key: IPSetKey) -> PackedIPSetKey {
    var packed = PackedIPSetKey()
    if hasFirst { packed.append(key.first, wide: isWide) }
    if hasSecond { packed.append(key.second, wide: isWide) }
    if hasLengths {
      packed.append(
        UInt32(key.firstLength) << 16 | UInt32(key.secondLength) << 8 | (key.isPhysical ? 1 : 0))
    }
    if hasDetail { packed.append(key.detail) }
    if hasMAC {
      packed.append(UInt32(truncatingIfNeeded: key.mac >> 32))
      packed.append(UInt32(truncatingIfNeeded: key.mac))
    }
    return packed
  }

  func unpack(_ words: ArraySlice<UInt32>) -> IPSetKey {
    var rest = words
    var key = IPSetKey()
    if hasFirst { key.first = address(&rest) }
    if hasSecond { key.second = address(&rest) }
    if hasLengths, let lengths = rest.popFirst() {
      key.firstLength = UInt8(truncatingIfNeeded: lengths >> 16)
      key.secondLength = UInt8(truncatingIfNeeded: lengths >> 8)
      key.isPhysical = lengths & 1 == 1
    }
    if hasDetail { key.detail = rest.popFirst() ?? 0 }
    if hasMAC {
      key.mac = UInt64(rest.popFirst() ?? 0) << 32
      key.mac |= UInt64(rest.popFirst() ?? 0)
    }
    return key
  }

  private func address(_ words: inout ArraySlice<UInt32>) -> IPAddress {
    guard isWide else { return IPAddress(v4: words.popFirst() ?? 0) }
    let word = { (words: inout ArraySlice<UInt32>) in UInt64(words.popFirst() ?? 0) }
    let high = word(&words) << 32 | word(&words)
    let low = word(&words) << 32 | word(&words)
    return IPAddress(v6High: high, low: low)
  }
}
