/// `-m tcpmss`: the maximum segment size that a SYN offers.
public struct TCPMSSMatch: MatchExtension {
  public static let name = "tcpmss"
  /// `--mss`.
  public var range = ValueRange<UInt16>(0, .max)
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension TCPMSSMatch: MatchSyntax {
  static let options: [String] = ["mss"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "mss": (range, isInverted) = (try words.range(), words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("mss", isInverted: isInverted)
    text.word(RuleText.range(range))
  }
}
