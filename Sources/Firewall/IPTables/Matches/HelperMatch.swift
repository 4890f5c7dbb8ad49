/// `-m helper`: the helper of the connection, or of the one that expected it.
public struct HelperMatch: MatchExtension {
  public static let name = "helper"
  /// `--helper`; empty is any helper.
  public var helper = ""
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension HelperMatch: MatchSyntax {
  static let options: [String] = ["helper"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "helper": (helper, isInverted) = (try words.string(), words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("helper", isInverted: isInverted)
    text.quoted(helper)
  }
}
