/// A text whose bytes that are no UTF-8 have each become U+FFFD, and the way back.
public struct UTF8Text {
  /// The repaired text.
  public private(set) var bytes: [UInt8] = []
  /// For each byte of the repaired text, and for its end, the place in the original.
  private var places: [Int] = []

  /// Repairs `original`.
  public init(repairing original: [UInt8]) {
    var index = 0
    while index < original.count {
      let width = Self.validWidth(of: original, at: index)
      if width > 0 {
        for offset in 0..<width { places.append(index + offset) }
        bytes += original[index..<index + width]
      } else {
        places += [index, index, index]
        bytes += [0xef, 0xbf, 0xbd]
      }
      index += max(width, 1)
    }
    places.append(original.count)
  }

  /// A range of the repaired text in the original.
  func original(_ range: Range<Int>) -> Range<Int> {
    places[range.lowerBound]..<places[range.upperBound]
  }

  /// Whether all bytes are UTF-8 (no surrogates, no longer forms than needed).
  public static func isValid(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return true }
    var index = first
    while index < bytes.count {
      let width = validWidth(of: bytes, at: index)
      guard width > 0 else { return false }
      index += width
    }
    return true
  }

  /// The bytes of the character at `index`: 1 where it is none, 0 at the end.
  public static func width(of bytes: [UInt8], at index: Int) -> Int {
    index < bytes.count ? max(1, validWidth(of: bytes, at: index)) : 0
  }

  /// The bytes of the character at `index`, 0 where there is none (RFC 3629 section 4).
  public static func validWidth(of bytes: [UInt8], at index: Int) -> Int {
    let first = bytes[index]
    switch first {
    case 0..<0x80: return 1
    case 0xc2...0xdf: return follow(bytes, index, 1, 0x80...0xbf) ? 2 : 0
    case 0xe0: return follow(bytes, index, 2, 0xa0...0xbf) ? 3 : 0
    case 0xed: return follow(bytes, index, 2, 0x80...0x9f) ? 3 : 0
    case 0xe1...0xef: return follow(bytes, index, 2, 0x80...0xbf) ? 3 : 0
    case 0xf0: return follow(bytes, index, 3, 0x90...0xbf) ? 4 : 0
    case 0xf1...0xf3: return follow(bytes, index, 3, 0x80...0xbf) ? 4 : 0
    case 0xf4: return follow(bytes, index, 3, 0x80...0x8f) ? 4 : 0
    case _: return 0
    }
  }

  private static func follow(
    _ bytes: [UInt8], _ index: Int, _ count: Int, _ second: ClosedRange<UInt8>
  ) -> Bool {
    guard index + count < bytes.count, second.contains(bytes[index + 1]) else { return false }
    return bytes[(index + 2)..<(index + 1 + count)].allSatisfy { 0x80...0xbf ~= $0 }
  }
}
