/// `jhash()` of linux/jhash.h on a little-endian machine.
enum JenkinsHash {
  /// The hash of `key` with the seed of a rule.
  static func hash(_ key: [UInt8], seed: UInt32) -> UInt32 {
    let start = 0xdead_beef &+ UInt32(truncatingIfNeeded: key.count) &+ seed
    var (a, b, c) = (start, start, start)
    var rest = key[...]
    while rest.count > 12 {
      a &+= word(rest, 0)
      b &+= word(rest, 4)
      c &+= word(rest, 8)
      mix(&a, &b, &c)
      rest = rest.dropFirst(12)
    }
    guard !rest.isEmpty else { return c }
    a &+= word(rest, 0)
    b &+= word(rest, 4)
    c &+= word(rest, 8)
    finish(&a, &b, &c)
    return c
  }

  /// `reciprocal_scale()`: the hash brought below `modulus`.
  static func scale(_ hash: UInt32, modulus: UInt64) -> UInt64 {
    (UInt64(hash) &* modulus) >> 32
  }

  /// Up to four bytes from `offset` on, the first lowest; what lies beyond the end is zero.
  private static func word(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<4 where offset + index < bytes.count {
      value |= UInt32(bytes[bytes.startIndex + offset + index]) << UInt32(8 * index)
    }
    return value
  }

  private static func rotate(_ value: UInt32, _ bits: UInt32) -> UInt32 {
    value << bits | value >> (32 - bits)
  }

  private static func mix(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32) {
    a &-= c; a ^= rotate(c, 4); c &+= b
    b &-= a; b ^= rotate(a, 6); a &+= c
    c &-= b; c ^= rotate(b, 8); b &+= a
    a &-= c; a ^= rotate(c, 16); c &+= b
    b &-= a; b ^= rotate(a, 19); a &+= c
    c &-= b; c ^= rotate(b, 4); b &+= a
  }

  private static func finish(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32) {
    c ^= b; c &-= rotate(b, 14)
    a ^= c; a &-= rotate(c, 11)
    b ^= a; b &-= rotate(a, 25)
    c ^= b; c &-= rotate(b, 16)
    a ^= c; a &-= rotate(c, 4)
    b ^= a; b &-= rotate(a, 14)
    c ^= b; c &-= rotate(b, 24)
  }
}
