/// `-m quota`: passes until so many bytes have.
public struct QuotaMatch: MatchExtension {
  public static let name = "quota"
  /// `--quota`: the bytes left.
  public var bytes: UInt64 = 0
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension QuotaMatch: MatchSyntax {
  static let options: [String] = ["quota"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "quota": (bytes, isInverted) = (try words.number(), words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("quota", isInverted: isInverted)
    text.word(bytes)
  }
}
