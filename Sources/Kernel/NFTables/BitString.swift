/// A constant as a number of any length, its highest byte first.
struct BitString: Hashable {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(repeating byte: UInt8, count: Int) { bytes = Array(repeating: byte, count: count) }

  var isZero: Bool { bytes.allSatisfy { $0 == 0 } }
  var isOnes: Bool { bytes.allSatisfy { $0 == 255 } }
  var bits: Int { bytes.count * 8 }

  /// The bit at a place counted from the lowest.
  func bit(_ place: Int) -> Bool {
    guard place >= 0, place < bits else { return false }
    return bytes[bytes.count - 1 - place / 8] >> UInt8(place % 8) & 1 == 1
  }

  /// The lowest bit that is set; nil for zero.
  var lowest: Int? { (0..<bits).first { bit($0) } }

  /// The first bit from `place` on that is not set.
  func firstClear(from place: Int) -> Int { (place..<max(place, bits)).first { !bit($0) } ?? bits }

  /// How many of the highest bits are set, if no other is.
  var prefixLength: Int? {
    guard let lowest else { return 0 }
    return firstClear(from: lowest) == bits ? bits - lowest : nil
  }

  /// The lowest 64 bits; nil where higher ones are set.
  var number: UInt64? {
    guard bytes.dropLast(8).allSatisfy({ $0 == 0 }) else { return nil }
    return bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  static func & (left: Self, right: Self) -> Self { combined(left, right) { $0 & $1 } }
  static func | (left: Self, right: Self) -> Self { combined(left, right) { $0 | $1 } }
  static func ^ (left: Self, right: Self) -> Self { combined(left, right) { $0 ^ $1 } }

  private static func combined(
    _ left: Self, _ right: Self, _ body: (UInt8, UInt8) -> UInt8
  ) -> Self {
    BitString(zip(left.bytes, right.bytes).map(body))
  }

  /// All bits moved towards the lowest.
  func shifted(by count: Int) -> Self {
    var result = [UInt8](repeating: 0, count: bytes.count)
    for place in 0..<bits where bit(place + count) {
      result[bytes.count - 1 - place / 8] |= 1 << UInt8(place % 8)
    }
    return BitString(result)
  }

  /// The highest bits as a number of their own, filled up to whole bytes on the left.
  func highest(_ count: Int) -> Self {
    let moved = shifted(by: bits - count)
    return BitString(Array(moved.bytes.suffix((count + 7) / 8)))
  }

  /// The bits below the highest ones.
  func dropping(_ count: Int) -> Self {
    let rest = max(0, bits - count)
    return BitString(Array(bytes.suffix((rest + 7) / 8)))
  }

  /// The same number in as many bytes as a value of `bits` has.
  func resized(bits: Int) -> Self {
    let count = (bits + 7) / 8
    if bytes.count >= count { return BitString(Array(bytes.suffix(count))) }
    return BitString(Array(repeating: 0, count: count - bytes.count) + bytes)
  }

  var reversed: Self { BitString(bytes.reversed()) }
}
