public import Addressing

/// `-m iprange`: addresses from one to another.
public struct IPRangeMatch: MatchExtension {
  public static let name = "iprange"
  /// `--src-range`.
  public var source: Inverted<IPRange>?
  /// `--dst-range`.
  public var destination: Inverted<IPRange>?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension IPRangeMatch: MatchSyntax {
  static let options: [String] = ["src-range", "dst-range"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "src-range": source = Inverted(try words.addressRange(), isInverted: words.inversion())
    case "dst-range":
      destination = Inverted(try words.addressRange(), isInverted: words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("src-range", source) { "\($0.first)-\($0.last)" }
    text.option("dst-range", destination) { "\($0.first)-\($0.last)" }
  }
}
