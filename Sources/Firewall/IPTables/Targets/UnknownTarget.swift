/// A target that this program does not know, or knows by name only, kept as it was written.
public struct UnknownTarget: TargetExtension {
  /// Empty; the name is ``moduleName``.
  public static let name = ""
  /// The name after `-j`.
  public var moduleName: String
  /// The options as written; empty where there were none.
  public var text: String
  /// What the kernel holds of it, where it was read from there instead of from a text.
  public var structure: KernelStructure?

  /// `-j name text`.
  public init(name: String, text: String) {
    moduleName = name
    self.text = text
  }

  /// One that the kernel holds as `bytes` of a layout that is not known.
  public init(name: String, revision: UInt8, bytes: [UInt8]) {
    moduleName = name
    text = ""
    structure = KernelStructure(revision: revision, bytes: bytes)
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
    if let structure { text.word(structure) }
  }
}
