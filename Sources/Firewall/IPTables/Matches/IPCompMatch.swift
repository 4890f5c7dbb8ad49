/// `-m ipcomp`: the compression parameter index.
public struct IPCompMatch: MatchExtension {
  public static let name = "ipcomp"
  /// `--ipcompspi`.
  public var indexes: Inverted<ValueRange<UInt32>>?
  /// `--compres`.
  public var isReservedZero = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension IPCompMatch: MatchSyntax {
  static let options: [String] = ["ipcompspi", "compres"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "ipcompspi": indexes = Inverted(try words.range(), isInverted: words.inversion())
    case "compres": isReservedZero = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("ipcompspi", indexes) { RuleText.range($0) }
    text.flag("compres", if: isReservedZero)
  }
}
