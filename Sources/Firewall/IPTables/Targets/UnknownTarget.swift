/// A target that this program does not know, or knows by name only, kept as it was written.
public struct UnknownTarget: TargetExtension {
  /// Empty; the name is ``moduleName``.
  public static let name = ""
  /// The name after `-j`.
  public var moduleName: String
  /// The options as written; empty where there were none.
  public var text: String

  /// `-j name text`.
  public init(name: String, text: String) {
    moduleName = name
    self.text = text
  }
}

extension UnknownTarget: TargetSyntax {
  static let options: [String] = []

  init() { self.init(name: "", text: "") }

  /// Takes any option with all that follows it.
  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    text += (text.isEmpty ? "" : " ") + words.verbatim(option)
    return true
  }

  func write(to text: inout RuleText) {
    if !self.text.isEmpty { text.word(self.text) }
  }
}
