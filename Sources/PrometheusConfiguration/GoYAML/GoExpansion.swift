/// Go's `os.Expand`: `$NAME`, `${NAME}`, and the shell's special names of one character.
enum GoExpansion {
  static func expanded(_ text: String, _ value: (String) -> String) -> String {
    var out: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "$"), !rest.isEmpty else {
        out.append(byte)
        continue
      }
      let (name, width) = name(rest)
      rest = rest.dropFirst(width)
      if !name.isEmpty {
        out += value(name).utf8
      } else if width == 0 {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The name that begins `text`, and how many bytes it takes; bytes without a name are bad syntax
  /// and are eaten.
  private static func name(_ text: ArraySlice<UInt8>) -> (name: String, width: Int) {
    guard let first = text.first else { return ("", 0) }
    if first == UInt8(ascii: "{") {
      let inner = text.dropFirst()
      if inner.count > 1, let special = inner.first, isSpecial(special),
        inner[inner.index(after: inner.startIndex)] == UInt8(ascii: "}")
      {
        return (String(decoding: [special], as: UTF8.self), 3)
      }
      guard let end = inner.firstIndex(of: UInt8(ascii: "}")) else { return ("", 1) }
      let name = inner[..<end]
      return name.isEmpty ? ("", 2) : (String(decoding: name, as: UTF8.self), name.count + 2)
    }
    if isSpecial(first) { return (String(decoding: [first], as: UTF8.self), 1) }
    let name = text.prefix(while: isWord)
    return (String(decoding: name, as: UTF8.self), name.count)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    "*#$@!?-".utf8.contains(byte) || byte >= 48 && byte <= 57
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90
      || byte >= 97 && byte <= 122
  }
}
