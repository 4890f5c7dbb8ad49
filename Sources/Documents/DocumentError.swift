/// A document that is not what it should be: where and why.
public struct DocumentError: Error, Sendable, Hashable {
  /// The line of the text, from 1.
  public var line: Int
  /// The column in bytes, from 1.
  public var column: Int
  /// What is wrong there, as the end of a sentence: `a string has no closing quote`.
  public var reason: String

  /// The error at a line and column.
  public init(line: Int, column: Int, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// The error at a byte offset of `text`.
  public init(at offset: Int, in text: [UInt8], reason: String) {
    let before = text[..<min(max(0, offset), text.count)]
    let newline = UInt8(ascii: "\n")
    line = 1 + before.reduce(0) { $1 == newline ? $0 + 1 : $0 }
    column = 1 + before.count - ((before.lastIndex(of: newline).map { $0 + 1 }) ?? 0)
    self.reason = reason
  }
}

extension DocumentError: CustomStringConvertible {
  /// `line 7, column 3: a string has no closing quote`.
  public var description: String { "line \(line), column \(column): \(reason)" }
}
