import RegularExpressions

extension ByteString {
  /// The text in quotes, as Go's `%q` prints it.
  public var goQuoted: String {
    var out = "\""
    var index = 0
    while index < bytes.count {
      let width = UTF8Text.validWidth(of: bytes, at: index)
      if width == 0 {
        out += "\\x" + Self.hex(UInt32(bytes[index]), 2)
      } else {
        let text = String(decoding: bytes[index..<index + width], as: UTF8.self)
        for scalar in text.unicodeScalars { out += Self.escaped(scalar) }
      }
      index += max(width, 1)
    }
    return out + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\": return "\\\(scalar)"
    case "\u{7}": return "\\a"
    case "\u{8}": return "\\b"
    case "\u{c}": return "\\f"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\u{b}": return "\\v"
    case _ where isPrinted(scalar): return String(scalar)
    case _ where scalar.value < 0x80: return "\\x" + hex(scalar.value, 2)
    case _ where scalar.value < 0x10000: return "\\u" + hex(scalar.value, 4)
    case _: return "\\U" + hex(scalar.value, 8)
    }
  }

  /// Go's `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols, and the space.
  private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
      .paragraphSeparator:
      scalar == " "
    case _: true
    }
  }

  private static func hex(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension ByteString {
  /// Whether the bytes are UTF-8.
  public var isUTF8: Bool { UTF8Text.isValid(bytes) }
}
