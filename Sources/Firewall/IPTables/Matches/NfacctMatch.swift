/// `-m nfacct`: counts into a named object; every packet passes.
public struct NfacctMatch: MatchExtension {
  public static let name = "nfacct"
  /// `--nfacct-name`.
  public var object = ""

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension NfacctMatch: MatchSyntax {
  static let options: [String] = ["nfacct-name"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "nfacct-name": object = try words.string()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("nfacct-name", object)
  }
}
