/// `-j CONNSECMARK`: copies the security mark; the walk goes on.
public struct ConnsecmarkTarget: TargetExtension {
  public static let name = "CONNSECMARK"
  /// `--save` (true) or `--restore`.
  public var saves = false

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension ConnsecmarkTarget: TargetSyntax {
  static let options: [String] = ["save", "restore"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "save": saves = true
    case "restore": saves = false
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option(saves ? "save" : "restore")
  }
}
