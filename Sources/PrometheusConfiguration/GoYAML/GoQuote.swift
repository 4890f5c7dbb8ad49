/// Go's ways of printing text.
enum GoQuote {
  /// `%q`: `strconv.Quote`.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars { out += escaped(scalar) }
    return out + "\""
  }

  /// `%q` of bytes that may not be UTF-8.
  static func quoted(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return quoted(text) }
    var out = "\""
    for byte in bytes {
      out += byte < 0x80 ? escaped(Unicode.Scalar(byte)) : "\\x" + hex(UInt32(byte), width: 2)
    }
    return out + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\u{07}": return "\\a"
    case "\u{08}": return "\\b"
    case "\u{0C}": return "\\f"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\u{0B}": return "\\v"
    case _: break
    }
    if scalar.value < 0x20 || scalar.value == 0x7f { return "\\x" + hex(scalar.value, width: 2) }
    if isPrintable(scalar) { return String(scalar) }
    return scalar.value < 0x10000
      ? "\\u" + hex(scalar.value, width: 4) : "\\U" + hex(scalar.value, width: 8)
  }

  /// `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols, and the ASCII space.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
      .paragraphSeparator:
      return false
    case _: return true
    }
  }

  private static func hex(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
