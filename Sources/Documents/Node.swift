/// One value of a JSON or YAML document, with where it stood in the text.
public struct Node: Sendable {
  /// What it is.
  public var content: Content
  /// The byte offset of its first character in the text it was read from; 0 when made by hand.
  public var offset: Int

  /// The six kinds of values JSON has. A YAML document is read into the same six.
  public enum Content: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number exactly as written, so that no digit is lost.
    case number(String)
    case string(String)
    case array([Node])
    /// The members in the order of the text. A repeated key stands twice.
    case object([Member])
  }

  /// One key of an object and its value.
  public struct Member: Sendable, Hashable {
    /// The key.
    public var key: String
    /// Its value.
    public var value: Node

    /// `key` and its value.
    public init(_ key: String, _ value: Node) {
      self.key = key
      self.value = value
    }
  }

  /// A value that stood at `offset`.
  public init(_ content: Content, offset: Int = 0) {
    self.content = content
    self.offset = offset
  }
}

extension Node: Hashable {
  /// Two nodes are equal when their contents are, wherever they stood.
  public static func == (left: Node, right: Node) -> Bool { left.content == right.content }

  /// Hashes the content alone.
  public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}
