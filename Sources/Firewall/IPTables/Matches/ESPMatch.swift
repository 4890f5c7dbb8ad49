/// `-m esp`: the security parameter index.
public struct ESPMatch: MatchExtension {
  public static let name = "esp"
  /// `--espspi`.
  public var indexes: Inverted<ValueRange<UInt32>>?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension ESPMatch: MatchSyntax {
  static let options: [String] = ["espspi"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "espspi": indexes = Inverted(try words.range(), isInverted: words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("espspi", indexes) { RuleText.range($0) }
  }
}
