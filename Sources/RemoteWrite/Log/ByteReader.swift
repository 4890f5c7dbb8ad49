/// Reads numbers from bytes; nil where there are not enough.
struct ByteReader {
  let bytes: [UInt8]
  private(set) var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  mutating func byte() -> UInt8? {
    guard index < bytes.count else { return nil }
    defer { index += 1 }
    return bytes[index]
  }

  /// A number in base 128, the lowest digit first.
  mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while index < bytes.count, shift < 64 {
      let byte = bytes[index]
      index += 1
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// A signed number, its sign in the lowest bit.
  mutating func zigzag() -> Int64? {
    guard let value = varint() else { return nil }
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// Eight bytes, the lowest first.
  mutating func fixed() -> UInt64? {
    guard index + 8 <= bytes.count else { return nil }
    var value: UInt64 = 0
    for offset in 0..<8 { value |= UInt64(bytes[index &+ offset]) &<< UInt64(offset &* 8) }
    index += 8
    return value
  }

  /// A length and as many bytes.
  mutating func text() -> ArraySlice<UInt8>? {
    guard let length = varint(), length <= UInt64(bytes.count - index) else { return nil }
    defer { index += Int(length) }
    return bytes[index..<index + Int(length)]
  }
}

extension [UInt8] {
  @inline(__always)
  mutating func append(varint value: UInt64) {
    var value = value
    while value >= 0x80 {
      append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    append(UInt8(truncatingIfNeeded: value))
  }

  @inline(__always)
  mutating func append(zigzag value: Int64) {
    append(varint: UInt64(bitPattern: (value &<< 1) ^ (value >> 63)))
  }

  @inline(__always)
  mutating func append(fixed value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func append(text: some Collection<UInt8>) {
    append(varint: UInt64(text.count))
    self += text
  }
}
