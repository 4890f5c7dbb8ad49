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

  private static func groups(_ bytes: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
    guard bytes.count >= 2, bytes.count <= 45 else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    guard let front = words(halves[0], mayEndInQuad: halves.count == 1) else { return nil }
    var all = front
    if halves.count == 2 {
      guard let back = words(halves[1], mayEndInQuad: true), front.count + back.count <= 7
      else { return nil }
      all += Array(repeating: 0, count: 8 - front.count - back.count) + back
    }
    guard all.count == 8 else { return nil }
    let joined = { (slice: ArraySlice<UInt16>) in slice.reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
    }
    return (joined(all[0..<4]), joined(all[4..<8]))
  }

  private static func words(_ text: Substring, mayEndInQuad: Bool) -> [UInt16]? {
    if text.isEmpty { return [] }
    var result: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if mayEndInQuad, index == parts.count - 1, part.contains("."),
        let bits = quad(Array(part.utf8)[...])
      {
        result += [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)]
      } else {
        guard !part.isEmpty, part.utf8.count <= 4, part.utf8.allSatisfy(isHexDigit),
          let word = UInt16(part, radix: 16)
        else { return nil }
        result.append(word)
      }
    }
    return result
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...70, 97...102: true
    case _: false
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
