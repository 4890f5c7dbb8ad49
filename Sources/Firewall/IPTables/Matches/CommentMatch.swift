/// `-m comment`: text for people; every packet passes.
public struct CommentMatch: MatchExtension {
  public static let name = "comment"
  /// The text without quotes.
  public var comment = ""

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension CommentMatch: MatchSyntax {
  static let options: [String] = ["comment"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "comment": comment = try words.sharedString()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("comment")
    text.quoted(comment)
  }
}
