/// A text that no message, description or dump shows.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text itself.
  let text: String

  /// Hides `text`.
  public init(_ text: String) { self.text = text }

  /// `<redacted>`.
  public var description: String { "<redacted>" }

  /// `<redacted>`.
  public var debugDescription: String { description }

  /// Nothing to look into.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Takes known secrets out of texts that others wrote.
struct Redaction {
  private var secrets: Set<String> = []

  /// Shorter ones are left: they would be found in every text, and protect nothing.
  private static let shortest = 5

  mutating func hide(_ secret: String) {
    if secret.utf8.count >= Self.shortest { secrets.insert(secret) }
  }

  func callAsFunction(_ text: String) -> String {
    secrets.sorted { $0.utf8.count > $1.utf8.count }.reduce(text) {
      $0.replacing($1, with: "<redacted>")
    }
  }
}
