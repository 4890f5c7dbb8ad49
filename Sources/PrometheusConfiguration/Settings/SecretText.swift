/// A password or token, which is never printed.
public struct SecretText: Sendable, Hashable {
  /// The secret itself, for the one place that sends it.
  public var revealed: String

  /// Holds `text`.
  public init(_ text: String) { revealed = text }

  /// Whether there is none.
  public var isEmpty: Bool { revealed.isEmpty }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `<secret>`, as Prometheus prints it.
  public var description: String { "<secret>" }
  /// The same.
  public var debugDescription: String { description }
  /// Nothing that `dump` could show.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
