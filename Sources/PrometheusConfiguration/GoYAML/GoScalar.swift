/// What a YAML scalar is to go-yaml version 2 (`resolve.go`): YAML 1.1 with some of 1.2.
enum GoScalar: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  /// Whole numbers above the range of int.
  case uint(UInt)
  case float(Double)
  case timestamp
  /// Text, as bytes: `!!binary` can be anything.
  case string([UInt8])

  /// The short tag that error messages name.
  var tag: String {
    switch self {
    case .null: "!!null"
    case .bool: "!!bool"
    case .int, .uint: "!!int"
    case .float: "!!float"
    case .timestamp: "!!timestamp"
    case .string: "!!str"
    }
  }

  /// The meaning of a plain word.
  init(plain bytes: [UInt8]) {
    guard let first = bytes.first else {
      self = .null
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let word = Self.words[text] {
      self = word
      return
    }
    switch first {
    case UInt8(ascii: "."):
      self = Self.goFloat(text).map { .float($0) } ?? .string(bytes)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      self = Self.isTimestamp(bytes) ? .timestamp : Self.number(text) ?? .string(bytes)
    case _: self = .string(bytes)
    }
  }

  private static let words: [String: GoScalar] = {
    var words: [String: GoScalar] = ["": .null, "~": .null]
    for word in ["null", "Null", "NULL"] { words[word] = .null }
    for word in ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"] {
      words[word] = .bool(true)
    }
    for word in ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
      words[word] = .bool(false)
    }
    for word in [".nan", ".NaN", ".NAN"] { words[word] = .float(.nan) }
    for word in [".inf", ".Inf", ".INF"] {
      words[word] = .float(.infinity)
      words["+" + word] = .float(.infinity)
      words["-" + word] = .float(-.infinity)
    }
    return words
  }()

  private static func number(_ text: String) -> GoScalar? {
    let plain = String(text.filter { $0 != "_" })
    if let value = goInteger(plain) { return value }
    if isFloat(plain), let value = Double(plain), value.isFinite { return .float(value) }
    return nil
  }

  /// `strconv.ParseInt(text, 0, 64)`, then `ParseUint`.
  private static func goInteger(_ text: String) -> GoScalar? {
    var digits = Substring(text)
    var sign = ""
    if let first = digits.first, first == "-" || first == "+" {
      sign = String(first)
      digits = digits.dropFirst()
    }
    var radix = 10
    let prefix = digits.prefix(2).lowercased()
    if let named = ["0x": 16, "0b": 2, "0o": 8][prefix] {
      radix = named
      digits = digits.dropFirst(2)
    } else if digits.first == "0", digits.utf8.count > 1 {
      radix = 8
      digits = digits.dropFirst()
    }
    guard let first = digits.first, first != "-", first != "+" else { return nil }
    if let value = Int(sign + digits, radix: radix) { return .int(value) }
    return sign.isEmpty ? UInt(digits, radix: radix).map { .uint($0) } : nil
  }

  /// `^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`.
  private static func isFloat(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    func digits() -> Int {
      let run = rest.prefix { $0 >= 48 && $0 <= 57 }
      rest = rest.dropFirst(run.count)
      return run.count
    }
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    let whole = digits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      if digits() == 0, whole == 0 { return false }
    } else if whole == 0 {
      return false
    }
    guard let letter = rest.first else { return true }
    guard letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    return digits() > 0 && rest.isEmpty
  }

  /// `strconv.ParseFloat` of a word that begins with a point.
  private static func goFloat(_ text: String) -> Double? {
    guard isFloat(text), let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// `2001-12-14`, `2001-12-14t21:59:43.10-05:00` and the like: four digits and a hyphen begin it.
  private static func isTimestamp(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    func digits(_ range: ClosedRange<Int>) -> Bool {
      let run = rest.prefix { $0 >= 48 && $0 <= 57 }
      rest = rest.dropFirst(run.count)
      return range.contains(run.count)
    }
    func skip(_ character: Character) -> Bool {
      guard let value = character.asciiValue, rest.first == value else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard digits(4...4), skip("-"), digits(1...2), skip("-"), digits(1...2) else { return false }
    if rest.isEmpty { return true }
    guard skip("T") || skip("t") || skip(" ") else { return false }
    return digits(1...2) && skip(":") && digits(1...2) && skip(":") && digits(1...2)
  }
}
