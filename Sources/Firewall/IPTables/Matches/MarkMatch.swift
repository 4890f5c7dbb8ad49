/// `-m mark`: the mark of the packet.
public struct MarkMatch: MatchExtension {
  public static let name = "mark"
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

extension MarkMatch: MatchSyntax {
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
