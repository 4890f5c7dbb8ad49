/// The few places where the expressions of Go (1.22) and of RE2 in C++ differ, made the same.
///
/// Go knows `(?<name>…)` and lets a name stand twice; RE2 knows `\C`, which Go refuses. Names are
/// taken out, since only templates ask for them.
enum GoSyntax {
  /// An expression for RE2, and the names of its groups from 1, empty for those without.
  struct Translation {
    var text: [UInt8] = []
    var names: [[UInt8]] = []
  }

  /// Translates an expression; throws what Go says of pieces that RE2 would read otherwise.
  static func translated(_ text: [UInt8]) throws(RegularExpressionError) -> Translation {
    var translation = Translation()
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): index = try copyEscape(text, index, &translation)
      case UInt8(ascii: "["): index = copyClass(text, index, &translation)
      case UInt8(ascii: "("): index = try copyGroup(text, index, &translation)
      case let byte:
        translation.text.append(byte)
        index += 1
      }
    }
    return translation
  }

  private static func copyEscape(
    _ text: [UInt8], _ start: Int, _ translation: inout Translation
  ) throws(RegularExpressionError) -> Int {
    var end = min(start + 2, text.count)
    switch start + 1 < text.count ? text[start + 1] : 0 {
    case UInt8(ascii: "C"):
      throw RegularExpressionError(.invalidEscape, Array(text[start..<end]))
    case UInt8(ascii: "Q"):
      while end < text.count, !(text[end...].starts(with: [0x5c, 0x45])) { end += 1 }
      end = min(end + 2, text.count)
    case _: break
    }
    translation.text += text[start..<end]
    return end
  }

  /// Copies `[…]`, in which parentheses mean themselves.
  private static func copyClass(
    _ text: [UInt8], _ start: Int, _ translation: inout Translation
  ) -> Int {
    var end = start + 1
    if end < text.count, text[end] == UInt8(ascii: "^") { end += 1 }
    var isFirst = true
    while end < text.count, text[end] != UInt8(ascii: "]") || isFirst {
      isFirst = false
      if text[end] == UInt8(ascii: "\\") {
        end += 2
      } else if let after = afterNamedClass(text, end) {
        end = after
      } else {
        end += 1
      }
    }
    end = min(end + 1, text.count)
    translation.text += text[start..<end]
    return end
  }

  /// The place behind `[:alpha:]`, where such a piece begins at `index`.
  private static func afterNamedClass(_ text: [UInt8], _ index: Int) -> Int? {
    guard text[index...].starts(with: [0x5b, 0x3a]) else { return nil }
    var end = index + 2
    while end + 1 < text.count {
      if text[end] == 0x3a, text[end + 1] == 0x5d { return end + 2 }
      end += 1
    }
    return nil
  }

  private static func copyGroup(
    _ text: [UInt8], _ start: Int, _ translation: inout Translation
  ) throws(RegularExpressionError) -> Int {
    let rest = text[start...]
    guard rest.dropFirst().first == UInt8(ascii: "?") else {
      translation.text.append(UInt8(ascii: "("))
      translation.names.append([])
      return start + 1
    }
    let length = rest.starts(with: "(?P<".utf8) ? 4 : rest.starts(with: "(?<".utf8) ? 3 : 0
    guard length > 0, rest.count > length else {
      // Flags, or what RE2 refuses.
      translation.text += "(?".utf8
      return start + 2
    }
    guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else {
      throw RegularExpressionError(.invalidNamedCapture, Array(rest))
    }
    let name = Array(text[(start + length)..<end])
    guard !name.isEmpty, name.allSatisfy(isNameByte) else {
      throw RegularExpressionError(.invalidNamedCapture, Array(text[start...end]))
    }
    translation.text.append(UInt8(ascii: "("))
    translation.names.append(name)
    return end + 1
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    case _: false
    }
  }
}
