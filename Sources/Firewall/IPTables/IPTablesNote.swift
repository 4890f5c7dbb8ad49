/// Something that a reader has to say of a text it could read.
public struct IPTablesNote: Sendable, Hashable {
  /// The line it is about, from 1.
  public var line: Int
  /// A sentence without its full stop.
  public var text: String

  /// A remark on a line.
  public init(line: Int, text: String) {
    self.line = line
    self.text = text
  }
}

extension IPTablesNote: CustomStringConvertible {
  /// `line 7: …`
  public var description: String { "line \(line): \(text)" }
}
