/// Looking through a line with quotes in it.
enum StrictText {
  /// The first place from `start` on, outside of quotes, of one of `wanted`.
  static func unquoted(
    _ text: [UInt8], _ wanted: [UInt8], from start: Int = 0
  ) -> Int? {
    var isQuoted = false
    var index = start
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "\""), !isEscaped(text, index) { isQuoted.toggle() }
      if !isQuoted, wanted.contains(byte) { return index }
      index += 1
    }
    return nil
  }

  /// The last place, outside of quotes, of `wanted`; the very first byte is not looked at.
  static func lastUnquoted(_ text: [UInt8], _ wanted: UInt8) -> Int? {
    var isQuoted = false
    for index in text.indices.dropFirst().reversed() {
      if text[index] == UInt8(ascii: "\""), !isEscaped(text, index) { isQuoted.toggle() }
      if !isQuoted, text[index] == wanted { return index }
    }
    return nil
  }

  /// Whether an odd number of backslashes stands before `index`.
  static func isEscaped(_ text: [UInt8], _ index: Int) -> Bool {
    var count = 0
    while index > count, text[index - 1 - count] == UInt8(ascii: "\\") { count += 1 }
    return count % 2 == 1
  }

  /// The text without its quotes and escapes, and whether it had quotes; nil where a quote lacks.
  static func unquote(_ text: [UInt8]) -> (text: [UInt8], isQuoted: Bool)? {
    if text.isEmpty { return (text, false) }
    var trimmed = strictTrimmed(text)
    guard let first = trimmed.first else { return nil }
    let isQuoted = first == UInt8(ascii: "\"")
    if isQuoted {
      guard trimmed.count > 1, trimmed.last == UInt8(ascii: "\"") else { return nil }
      trimmed = Array(trimmed.dropFirst().dropLast())
    }
    return (unescape(trimmed), isQuoted)
  }

  /// `\\`, `\n` and `\"` resolved, all others as they are.
  static func unescape(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\\")) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < text.count else {
        result.append(byte)
        continue
      }
      switch text[index] {
      case UInt8(ascii: "\\"), UInt8(ascii: "\""): result.append(text[index])
      case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
      case _:
        result.append(byte)
        continue
      }
      index += 1
    }
    return result
  }

  /// Splits at spaces outside of quotes into at most four parts, the last with all the rest.
  static func parts(_ line: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    var index = 0
    while index < line.count {
      guard let space = unquoted(line, [0x20], from: index) else {
        parts[parts.count - 1] = Array(line[index...])
        break
      }
      if space == index {
        index += 1
        continue
      }
      if parts.count > 3 {
        parts[parts.count - 1] = Array(line[index...])
        break
      }
      parts[parts.count - 1] = Array(line[index..<space])
      index = space + 1
      parts.append([])
    }
    return parts
  }

  /// Whether a name needs no quotes.
  static func isPlainName(_ name: [UInt8]) -> Bool {
    guard let first = name.first, isNameStart(first) else { return false }
    return name.allSatisfy(isNameByte)
  }
}
