/// `-m length`: the length of the packet, IP header included.
public struct LengthMatch: MatchExtension {
  public static let name = "length"
  /// `--length`.
  public var range = ValueRange<UInt16>(0, .max)
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension LengthMatch: MatchSyntax {
  static let options: [String] = ["length"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "length": (range, isInverted) = (try words.range(), words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("length", isInverted: isInverted)
    text.word(RuleText.range(range))
  }
}
