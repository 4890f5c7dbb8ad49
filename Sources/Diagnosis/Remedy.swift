/// What mends a cause, complete: it can be pasted.
public struct Remedy: Sendable {
  /// What it does, in a few words.
  public var title: String
  /// What to do with the content.
  public var kind: Kind
  /// A manifest, commands, or a piece of configuration, with the real names and addresses.
  public var content: String
  /// The same as changes of the snapshot.
  public var changes: [Change]
  /// Whether the flow arrives with the remedy in place; nil until it was walked again.
  public var whatIf: Reachability?
  /// What the what-if takes for granted.
  public var note: String?

  /// What to do with a remedy's content.
  public enum Kind: String, Sendable, Hashable {
    /// `kubectl apply -f -`.
    case manifest
    /// A shell.
    case command
    /// A file of the scraper.
    case configuration
  }

  /// A remedy; its what-if is worked out by the ``Diagnostician``.
  public init(
    _ title: String, _ kind: Kind, _ content: String, changes: [Change], note: String? = nil
  ) {
    self.title = title
    self.kind = kind
    self.content = content
    self.changes = changes
    self.note = note
  }
}
