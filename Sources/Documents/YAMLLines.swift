/// Where the lines of a YAML text begin, as libyaml counts them.
struct YAMLLines {
  private let starts: [Int]
  /// Whether every column is a byte, so that no line has to be walked along.
  private let isASCII: Bool

  init(_ text: ArraySlice<UInt8>) {
    isASCII = text.allSatisfy { $0 < 0x80 }
    var starts = [text.startIndex]
    var index = text.startIndex
    while index < text.endIndex {
      let length = Self.breakLength(text, at: index)
      index += max(length, 1)
      if length > 0 { starts.append(index) }
    }
    self.starts = starts
  }

  /// The byte offset of a line and column, both from 1; columns count code points.
  func offset(line: Int, column: Int, in text: ArraySlice<UInt8>) -> Int {
    guard line >= 1, line <= starts.count else { return text.endIndex }
    var index = starts[line - 1]
    if isASCII { return min(index + column - 1, text.endIndex) }
    var rest = column - 1
    while rest > 0, index < text.endIndex {
      index += 1
      while index < text.endIndex, text[index] & 0xc0 == 0x80 { index += 1 }
      rest -= 1
    }
    return index
  }

  /// Splits a text before each line that begins with `---`; what stands before the first is the
  /// first.
  static func chunks(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var chunks: [ArraySlice<UInt8>] = []
    var start = 0
    var line = 0
    var sawContent = false
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
      if isSeparator(bytes[line..<end]) {
        if sawContent { chunks.append(bytes[start..<line]) }
        if sawContent { start = line }
        sawContent = true
      } else if !sawContent {
        sawContent = hasContent(bytes[line..<end])
      }
      line = end
    }
    if sawContent { chunks.append(bytes[start...]) }
    return chunks
  }

  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: [0x2d, 0x2d, 0x2d]) else { return false }
    guard let next = line.dropFirst(3).first else { return true }
    return next == 32 || next == 9 || next == 10 || next == 13
  }

  /// Whether a line is more than blank, a comment or a directive such as `%YAML 1.1`.
  private static func hasContent(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { $0 != 32 && $0 != 9 && $0 != 13 && $0 != 10 }) else {
      return false
    }
    return first != UInt8(ascii: "#") && line.first != UInt8(ascii: "%")
  }

  private static func breakLength(_ text: ArraySlice<UInt8>, at index: Int) -> Int {
    switch text[index] {
    case 10: return 1
    case 13: return index + 1 < text.endIndex && text[index + 1] == 10 ? 2 : 1
    case 0xc2: return index + 1 < text.endIndex && text[index + 1] == 0x85 ? 2 : 0
    case 0xe2:
      let isBreak =
        index + 2 < text.endIndex && text[index + 1] == 0x80
        && (text[index + 2] == 0xa8 || text[index + 2] == 0xa9)
      return isBreak ? 3 : 0
    case _: return 0
    }
  }
}
