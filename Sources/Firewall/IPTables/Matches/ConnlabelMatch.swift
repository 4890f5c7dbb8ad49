/// `-m connlabel`: a label bit of the connection.
public struct ConnlabelMatch: MatchExtension {
  public static let name = "connlabel"
  /// `--label`: a number, or a name of `/etc/xtables/connlabel.conf`.
  public var label = ""
  /// `!` before `--label`.
  public var isInverted = false
  /// `--set`: sets the label as well.
  public var isSet = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension ConnlabelMatch: MatchSyntax {
  static let options: [String] = ["label", "set"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "label":
      label = try words.string()
      isInverted = words.inversion()
    case "set": isSet = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("label", isInverted: isInverted)
    text.word("\"\(label)\"")
    text.flag("set", if: isSet)
  }
}
