/// The first document of a YAML text as it stands there: scalars with their text, tag and style,
/// keys that repeat, aliases that are not yet followed.
///
/// What a scalar means is left to the reader, because programs differ in that.
public struct YAMLTree: Sendable {
  /// A node's place in ``nodes``.
  public typealias Index = Int

  /// One value.
  public struct Node: Sendable {
    /// What it is.
    public var content: Content
    /// The tag as resolved by its handle (`tag:yaml.org,2002:str`); nil without one.
    public var tag: String?
    /// The line it begins on, from 1.
    public var line: Int
    /// The column it begins at, from 1, in characters.
    public var column: Int
  }

  /// The kinds of nodes.
  public enum Content: Sendable, Hashable {
    /// A scalar, and whether it is plain and without a tag.
    case scalar([UInt8], isImplicit: Bool)
    case sequence([Index])
    /// Keys and values, one after the other.
    case mapping([Index])
    /// `*name`, and the node that had the anchor when it was read.
    case alias(String, Index)
  }

  /// Every node of the document; children come after their parents.
  public internal(set) var nodes: [Node] = []

  /// The outermost node, nil in an empty text.
  public var root: Index? { nodes.isEmpty ? nil : 0 }

  /// The node at `index`.
  public subscript(index: Index) -> Node { nodes[index] }
}
