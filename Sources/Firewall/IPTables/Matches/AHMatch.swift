/// `-m ah`: the authentication header.
public struct AHMatch: MatchExtension {
  public static let name = "ah"
  /// `--ahspi`.
  public var indexes: Inverted<ValueRange<UInt32>>?
  /// `--ahlen`: the header's length in bytes; IPv6 only.
  public var length: Inverted<UInt32>?
  /// `--ahres`: the reserved field is zero; IPv6 only.
  public var isReservedZero = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension AHMatch: MatchSyntax {
  static let options: [String] = ["ahspi", "ahlen", "ahres"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "ahspi": indexes = Inverted(try words.range(), isInverted: words.inversion())
    case "ahlen": length = Inverted(try words.number(), isInverted: words.inversion())
    case "ahres": isReservedZero = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("ahspi", indexes) { RuleText.range($0) }
    text.option("ahlen", length) { "\($0)" }
    text.flag("ahres", if: isReservedZero)
  }
}
