/// The text of a JSON string literal.
public enum JSONString {
  private static let hex = Array("0123456789abcdef".utf8)

  /// Appends `text` in quotes, escaped as RFC 8259 section 7 requires and no further.
  public static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    append(unquoted: text, to: &out)
    out.append(UInt8(ascii: "\""))
  }

  /// Appends what ``append(_:to:)`` writes between its quotes.
  public static func append(unquoted text: String, to out: inout [UInt8]) {
    let start = out.count
    out.append(contentsOf: text.utf8)
    guard let odd = firstEscaped(in: out, from: start) else { return }
    let rest = Array(out[odd...])
    out.removeSubrange(odd...)
    escape(rest, to: &out)
  }

  private static func firstEscaped(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
      index += 1
    }
    return nil
  }

  private static func escape(_ bytes: [UInt8], to out: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case UInt8(ascii: "\n"): out += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\t"): out += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case UInt8(ascii: "\r"): out += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case 0..<32:
        out += "\\u00".utf8
        out.append(hex[Int(byte >> 4)])
        out.append(hex[Int(byte & 15)])
      case _: out.append(byte)
      }
    }
  }
}
