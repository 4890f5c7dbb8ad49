extension JSONParser {
  /// Reads a number and returns it as it was written.
  mutating func number() throws(DocumentError) -> String {
    let start = position
    _ = take("-")
    if take("0") {
      // RFC 8259 allows no further digit after a leading zero.
    } else {
      try digits("a number needs a digit here")
    }
    if take(".") { try digits("a digit should follow the decimal point") }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits("a digit should follow the exponent's sign")
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits(_ reason: String) throws(DocumentError) {
    let start = position
    while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 { position += 1 }
    guard position > start else { throw error(reason) }
  }

  /// Reads a string, its opening quote included.
  mutating func string() throws(DocumentError) -> String {
    let opening = position
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        defer { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
      case UInt8(ascii: "\\"): return try escapedString(from: start, opening: opening)
      case 0..<32: throw error("a control character stands unescaped in a string")
      case _: position += 1
      }
    }
    position = opening
    throw error("a string has no closing quote")
  }

  private mutating func escapedString(from start: Int, opening: Int) throws(DocumentError)
    -> String
  {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        text += Array(String(try escape()).utf8)
      case 0..<32: throw error("a control character stands unescaped in a string")
      case _:
        text.append(byte)
        position += 1
      }
    }
    position = opening
    throw error("a string has no closing quote")
  }

  private mutating func escape() throws(DocumentError) -> Unicode.Scalar {
    guard position < bytes.count else { throw error("the text ends within an escape") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    case _: throw error("\\\(Character(Unicode.Scalar(letter))) is no escape of JSON")
    }
  }

  private mutating func unicodeEscape() throws(DocumentError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if first >= 0xd800, first < 0xdc00, position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let second = try fourHexDigits()
      if second >= 0xdc00, second < 0xe000 {
        let joined = 0x10000 + (first - 0xd800) << 10 + (second - 0xdc00)
        return Unicode.Scalar(joined) ?? "\u{fffd}"
      }
      return "\u{fffd}"
    }
    return Unicode.Scalar(first) ?? "\u{fffd}"
  }

  private mutating func fourHexDigits() throws(DocumentError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error("\\u needs four hexadecimal digits") }
    let text = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard text.allSatisfy(\.isHexDigit), let value = UInt32(text, radix: 16) else {
      throw error("\\u needs four hexadecimal digits")
    }
    position += 4
    return value
  }
}
