/// `-j SECMARK`: sets the security mark; the walk goes on.
public struct SecmarkTarget: TargetExtension {
  public static let name = "SECMARK"
  /// `--selctx`.
  public var context = ""

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension SecmarkTarget: TargetSyntax {
  static let options: [String] = ["selctx"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "selctx": context = try words.string()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("selctx", context)
  }
}
