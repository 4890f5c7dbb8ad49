/// A match that this program does not know, or knows by name only, kept as it was written.
public struct UnknownMatch: MatchExtension {
  /// Empty; the name is ``moduleName``.
  public static let name = ""
  /// The name after `-m`.
  public var moduleName: String
  /// What followed: the options as written.
  public var text: String

  /// `-m name text`.
  public init(name: String, text: String) {
    moduleName = name
    self.text = text
  }
}
