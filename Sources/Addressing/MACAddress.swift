/// An Ethernet address.
public struct MACAddress: Sendable, Hashable {
  /// The 48 bits in the lower part of the word, first byte highest.
  public let bits: UInt64

  /// The address made of the lower 48 bits.
  public init(bits: UInt64) { self.bits = bits & 0xffff_ffff_ffff }
}

extension MACAddress: CustomStringConvertible {
  /// Reads six colon-separated hexadecimal bytes.
  public init?(parsing text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 6 else { return nil }
    var bits: UInt64 = 0
    for part in parts {
      guard (1...2).contains(part.utf8.count), let byte = UInt8(part, radix: 16) else { return nil }
      bits = bits << 8 | UInt64(byte)
    }
    self.init(bits: bits)
  }

  /// Six lower-case bytes: `52:54:00:12:34:56`.
  public var description: String {
    (0..<6).map { index in
      let byte = bits >> UInt64(40 - 8 * index) & 255
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined(separator: ":")
  }
}
