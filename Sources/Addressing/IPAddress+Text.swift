extension IPAddress: CustomStringConvertible {
  /// Reads dotted-quad IPv4, or IPv6 in any form of RFC 4291 section 2.2 without a zone.
  /// Returns nil for anything else, leading zeros in a quad included, as inet_pton(3) does.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.init(parsing: bytes[...])
  }

  /// Reads the same from UTF-8 bytes, without making a string.
  public init?(parsing bytes: ArraySlice<UInt8>) {
    if let bits = Self.quad(bytes) {
      self.init(v4: bits)
    } else if let words = Self.groups(bytes) {
      self.init(v6High: words.0, low: words.1)
    } else {
      return nil
    }
  }

  /// The canonical text: dotted quad, or RFC 5952 for IPv6.
  public var description: String {
    switch family {
    case .ipv4:
      "\(low >> 24 & 255).\(low >> 16 & 255).\(low >> 8 & 255).\(low & 255)"
    case .ipv6: groupText
    }
  }

  private static func quad(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    var bits: UInt32 = 0
    var part: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        bits = bits << 8 | part
        (part, digits, dots) = (0, 0, dots + 1)
      } else {
        guard byte >= 48, byte <= 57, !(digits > 0 && part == 0) else { return nil }
        part = part * 10 + UInt32(byte - 48)
        digits += 1
        guard part <= 255 else { return nil }
      }
    }
    guard dots == 3, digits > 0 else { return nil }
    return bits << 8 | part
  }

  /// Groups of hexadecimal digits; `split` is where `::` stands, to be filled up with zeros.
  private static func groups(_ bytes: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
    guard bytes.count >= 2, bytes.count <= 45 else { return nil }
    var words = IPv6Words()
    var split: Int?
    var index = bytes.startIndex
    if bytes[index] == colon, bytes[index + 1] != colon { return nil }
    while index < bytes.endIndex {
      if bytes[index] == colon {
        index += 1
        guard index < bytes.endIndex else { return nil }
        guard bytes[index] == colon else { continue }
        guard split == nil else { return nil }
        split = words.count
        index += 1
        if index < bytes.endIndex, bytes[index] == colon { return nil }
        continue
      }
      guard let next = appendGroup(bytes, from: index, to: &words) else { return nil }
      index = next
    }
    return words.filled(at: split)
  }

  /// Reads one group, or the dotted quad that may end the address. Returns where it ends.
  private static func appendGroup(
    _ bytes: ArraySlice<UInt8>, from start: Int, to words: inout IPv6Words
  ) -> Int? {
    var value: UInt16 = 0
    var index = start
    while index < bytes.endIndex, bytes[index] != colon {
      if bytes[index] == UInt8(ascii: ".") {
        guard let bits = quad(bytes[start...]) else { return nil }
        words.append(UInt16(bits >> 16))
        return words.append(UInt16(truncatingIfNeeded: bits)) ? bytes.endIndex : nil
      }
      guard let digit = hexDigit(bytes[index]), index - start < 4 else { return nil }
      value = value << 4 | digit
      index += 1
    }
    return words.append(value) ? index : nil
  }

  private static let colon = UInt8(ascii: ":")

  private static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 48...57: UInt16(byte - 48)
    case 65...70: UInt16(byte - 55)
    case 97...102: UInt16(byte - 87)
    case _: nil
    }
  }

  private var groupText: String {
    let shifts: [UInt64] = [48, 32, 16, 0]
    let words: [UInt64] =
      shifts.map { high >> $0 & 0xffff } + shifts.map { low >> $0 & 0xffff }
    if high == 0, low >> 32 == 0xffff {
      return "::ffff:\(IPAddress(v4: UInt32(truncatingIfNeeded: low)))"
    }
    let run = Self.longestZeroRun(words)
    let hex = { (part: ArraySlice<UInt64>) in
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard let run else { return hex(words[...]) }
    return hex(words[..<run.lowerBound]) + "::" + hex(words[run.upperBound...])
  }

  private static func longestZeroRun(_ words: [UInt64]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < words.count {
      var end = start
      while end < words.count, words[end] == 0 { end += 1 }
      if end - start >= 2, end - start > (best?.count ?? 1) { best = start..<end }
      start = max(end, start + 1)
    }
    return best
  }
}

/// Up to eight words of an IPv6 address, as they are read.
private struct IPv6Words {
  private var words = InlineArray<8, UInt16>(repeating: 0)
  private(set) var count = 0

  /// Adds a word; false when there are eight.
  @discardableResult mutating func append(_ word: UInt16) -> Bool {
    guard count < 8 else { return false }
    words[count] = word
    count += 1
    return true
  }

  /// The two halves, with zeros put in at `split`; nil when the number of words does not fit.
  func filled(at split: Int?) -> (UInt64, UInt64)? {
    guard split == nil ? count == 8 : count < 8 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    for place in 0..<8 {
      let word = word(at: place, split ?? count)
      if place < 4 { halves.0 = halves.0 << 16 | word } else { halves.1 = halves.1 << 16 | word }
    }
    return halves
  }

  private func word(at place: Int, _ split: Int) -> UInt64 {
    if place < split { return UInt64(words[place]) }
    let moved = place - (8 - count)
    return moved >= split ? UInt64(words[moved]) : 0
  }
}
