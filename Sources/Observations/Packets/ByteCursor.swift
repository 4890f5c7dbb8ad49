import Addressing

/// Reads big-endian fields one after the other and never beyond the end.
struct ByteCursor {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// What has not been read.
  var rest: ArraySlice<UInt8> { bytes[index...] }

  mutating func byte() -> UInt8? {
    guard index < bytes.endIndex else { return nil }
    defer { index += 1 }
    return bytes[index]
  }

  mutating func word() -> UInt16? {
    guard let high = byte(), let low = byte() else { return nil }
    return UInt16(high) << 8 | UInt16(low)
  }

  mutating func long() -> UInt32? {
    guard let high = word(), let low = word() else { return nil }
    return UInt32(high) << 16 | UInt32(low)
  }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, bytes.endIndex - index >= count else { return nil }
    defer { index += count }
    return bytes[index..<index + count]
  }

  mutating func address(_ family: IPFamily) -> IPAddress? {
    switch family {
    case .ipv4: return long().map { IPAddress(v4: $0) }
    case .ipv6:
      guard let first = long(), let second = long(), let third = long(), let fourth = long()
      else { return nil }
      return IPAddress(
        v6High: UInt64(first) << 32 | UInt64(second), low: UInt64(third) << 32 | UInt64(fourth))
    }
  }

  mutating func hardwareAddress() -> MACAddress? {
    guard let bytes = take(6) else { return nil }
    return MACAddress(bits: bytes.reduce(0) { $0 << 8 | UInt64($1) })
  }
}
