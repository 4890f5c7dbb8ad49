/// `-m connmark`: the mark of the connection.
public struct ConnmarkMatch: MatchExtension {
  public static let name = "connmark"
  /// The mark wanted.
  public var value: UInt32 = 0
  /// The bits compared.
  public var mask: UInt32 = .max
  /// `!` before `--mark`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension ConnmarkMatch: MatchSyntax {
  static let options: [String] = ["mark"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "mark":
      let mark: MaskedValue<UInt32> = try words.masked()
      (value, mask, isInverted) = (mark.value, mark.mask, words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("mark", isInverted: isInverted)
    text.word(RuleText.hex(MaskedValue(value, mask: mask)))
  }
}
