/// `-m dscp`: the upper six bits of the type of service.
public struct DSCPMatch: MatchExtension {
  public static let name = "dscp"
  /// `--dscp`.
  public var value: UInt8 = 0
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension DSCPMatch: MatchSyntax {
  static let options: [String] = ["dscp", "dscp-class"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "dscp": (value, isInverted) = (try words.number(upTo: 63), words.inversion())
    case "dscp-class": (value, isInverted) = (try words.dscpClass(), words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("dscp", isInverted: isInverted)
    text.word(RuleText.hex(value, digits: 2))
  }
}
