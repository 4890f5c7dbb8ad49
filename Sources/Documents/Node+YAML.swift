extension Node {
  /// The value as a YAML document in block style, keys in their order, as `kubectl apply -f -`
  /// reads it.
  ///
  /// Words that a YAML 1.1 or 1.2 reader would take for something else stand in quotes.
  public var yaml: String {
    var out = ""
    writeYAML(to: &out, indent: 0, inList: false)
    return out
  }

  private func writeYAML(to out: inout String, indent: Int, inList: Bool) {
    switch content {
    case .object(let members) where !members.isEmpty:
      for (index, member) in members.enumerated() {
        if index > 0 || !inList { out += String(repeating: " ", count: indent) }
        out += YAMLText.key(member.key) + ":"
        member.value.writeYAMLValue(to: &out, indent: indent)
      }
    case .array(let elements) where !elements.isEmpty:
      for (index, element) in elements.enumerated() {
        if index > 0 || !inList { out += String(repeating: " ", count: indent) }
        out += "- "
        element.writeYAML(to: &out, indent: indent + 2, inList: true)
      }
    case .null, .bool, .number, .string, .array, .object:
      out += YAMLText.flow(self) + "\n"
    }
  }

  private func writeYAMLValue(to out: inout String, indent: Int) {
    switch content {
    case .object(let members) where !members.isEmpty:
      out += "\n"
      writeYAML(to: &out, indent: indent + 2, inList: false)
    case .array(let elements) where !elements.isEmpty:
      out += "\n"
      writeYAML(to: &out, indent: indent, inList: false)
    case .null, .bool, .number, .string, .array, .object:
      out += " " + YAMLText.flow(self) + "\n"
    }
  }
}

/// The text of scalars and empty collections.
private enum YAMLText {
  static func flow(_ node: Node) -> String {
    switch node.content {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): string(text)
    case .array: "[]"
    case .object: "{}"
    }
  }

  static func key(_ text: String) -> String { string(text) }

  private static func string(_ text: String) -> String {
    guard needsQuotes(text) else { return text }
    var out: [UInt8] = []
    JSONString.append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return true }
    guard case .string = YAMLScalar.content(of: text) else { return true }
    if looksLikeNumberOrDate(text) || text == "<<" || text == "=" { return true }
    return "-?:,[]{}#&*!|>'\"%@` ".utf8.contains(first) || last == UInt8(ascii: " ")
      || last == UInt8(ascii: ":") || text.utf8.contains { $0 < 32 || $0 >= 127 }
      || breaksPlainScalar(text) || text.hasPrefix("---") || text.hasPrefix("...")
  }

  /// Whether `: ` or ` #` is in it, which end a plain scalar.
  private static func breaksPlainScalar(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == UInt8(ascii: ":") && byte == UInt8(ascii: " ")
        || previous == UInt8(ascii: " ") && byte == UInt8(ascii: "#")
      {
        return true
      }
      previous = byte
    }
    return false
  }

  /// Sexagesimals, dates, `.inf` and `1_0`: strings to kubectl, something else to other readers.
  private static func looksLikeNumberOrDate(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    let begins = first >= 48 && first <= 57 || "+-.".utf8.contains(first)
    return begins && text.utf8.allSatisfy { "0123456789_:+-.eExXoObBinfaNITZ ".utf8.contains($0) }
  }
}
