import Documents

/// JSON as kubectl prints it: keys in order, four spaces, and what HTML would take amiss escaped.
enum KubectlJSON {
  /// Appends a document and a line break.
  static func write(_ node: Node, to out: inout [UInt8]) {
    write(node, indent: 0, to: &out)
    out.append(10)
  }

  private static func write(_ node: Node, indent: Int, to out: inout [UInt8]) {
    switch node.content {
    case .object(let members) where !members.isEmpty:
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.sorted(by: {
        $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
      })
      .enumerated() {
        separate(index, indent + 4, &out)
        write(member.key, &out)
        out += [UInt8(ascii: ":"), UInt8(ascii: " ")]
        write(member.value, indent: indent + 4, to: &out)
      }
      separate(0, indent, &out)
      out.append(UInt8(ascii: "}"))
    case .array(let elements) where !elements.isEmpty:
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        separate(index, indent + 4, &out)
        write(element, indent: indent + 4, to: &out)
      }
      separate(0, indent, &out)
      out.append(UInt8(ascii: "]"))
    case .string(let text): write(text, &out)
    case .null, .bool, .number, .array, .object: node.writeJSON(to: &out)
    }
  }

  private static func separate(_ index: Int, _ indent: Int, _ out: inout [UInt8]) {
    if index > 0 { out.append(UInt8(ascii: ",")) }
    out.append(10)
    out += repeatElement(UInt8(ascii: " "), count: indent)
  }

  /// Go's `encoding/json` escapes `<`, `>` and `&`, and the two line separators of JavaScript.
  private static func write(_ text: String, _ out: inout [UInt8]) {
    var plain: [UInt8] = []
    JSONString.append(text, to: &plain)
    guard plain.contains(where: { $0 == 0x3c || $0 == 0x3e || $0 == 0x26 || $0 == 0xe2 }) else {
      out += plain
      return
    }
    for scalar in String(decoding: plain, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "<": out += "\\u003c".utf8
      case ">": out += "\\u003e".utf8
      case "&": out += "\\u0026".utf8
      case "\u{2028}": out += "\\u2028".utf8
      case "\u{2029}": out += "\\u2029".utf8
      case let other: out += String(other).utf8
      }
    }
  }
}
