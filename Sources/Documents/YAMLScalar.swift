/// What a plain YAML word means to kubectl: YAML 1.1 as `sigs.k8s.io/yaml` reads it.
///
/// Source: `goyaml.v2/resolve.go` of sigs.k8s.io/yaml. Dates stay strings there, sexagesimals too.
enum YAMLScalar {
  private static let words: [String: Node.Content] = {
    var words: [String: Node.Content] = ["": .null, "~": .null]
    for word in ["null", "Null", "NULL"] { words[word] = .null }
    for word in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"] {
      words[word] = .bool(true)
    }
    for word in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
      words[word] = .bool(false)
    }
    return words
  }()

  /// The meaning of `text` where it stands without quotes.
  static func content(of text: String) -> Node.Content {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return number(text).map { .number($0) } ?? .string(text)
    case _:
      return text.utf8.count <= 5 ? words[text] ?? .string(text) : .string(text)
    }
  }

  /// The number as JSON writes it, nil where `text` is none.
  private static func number(_ text: String) -> String? {
    let plain =
      text.utf8.contains(UInt8(ascii: "_")) && text.utf8.first != UInt8(ascii: ".")
      ? text.filter { $0 != "_" } : text
    return integer(plain) ?? float(plain)
  }

  private static func integer(_ text: String) -> String? {
    var digits = Substring(text)
    var sign = ""
    if let first = digits.first, first == "-" || first == "+" {
      if first == "-" { sign = "-" }
      digits = digits.dropFirst()
    }
    guard let first = digits.utf8.first, first >= 48, first <= 57 else { return nil }
    let (radix, skipped) = radix(of: digits)
    let value = digits.dropFirst(skipped)
    guard let first = value.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-")
    else { return nil }
    if radix == 10 {
      guard value.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
      return sign + value
    }
    return UInt64(value, radix: radix).map { sign + String($0) }
  }

  private static func radix(of digits: Substring) -> (radix: Int, skipped: Int) {
    guard digits.utf8.first == UInt8(ascii: "0"), digits.utf8.count > 1 else { return (10, 0) }
    return switch digits.prefix(2).lowercased() {
    case "0x": (16, 2)
    case "0b": (2, 2)
    case "0o": (8, 2)
    case _: (8, 1)
    }
  }

  /// `^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`, written as RFC 8259 wants it.
  private static func float(_ text: String) -> String? {
    var rest = Substring(text)
    var sign = ""
    if let first = rest.first, first == "-" || first == "+" {
      if first == "-" { sign = "-" }
      rest = rest.dropFirst()
    }
    let whole = rest.prefix { $0.isASCIIDigit }
    rest = rest.dropFirst(whole.count)
    var fraction: Substring = ""
    if rest.first == "." {
      fraction = rest.dropFirst().prefix { $0.isASCIIDigit }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    guard let exponent = exponent(rest) else { return nil }
    guard Double(text)?.isFinite ?? true else { return nil }
    let trimmed = whole.drop { $0 == "0" }
    return sign + (trimmed.isEmpty ? "0" : trimmed) + (fraction.isEmpty ? "" : "." + fraction)
      + exponent
  }

  private static func exponent(_ rest: Substring) -> String? {
    guard let letter = rest.first else { return "" }
    guard letter == "e" || letter == "E" else { return nil }
    var digits = rest.dropFirst()
    var sign = ""
    if let first = digits.first, first == "-" || first == "+" {
      sign = String(first)
      digits = digits.dropFirst()
    }
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    return "e" + sign + digits
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { self >= "0" && self <= "9" && isASCII }
}
