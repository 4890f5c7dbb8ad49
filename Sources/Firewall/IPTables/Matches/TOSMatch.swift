/// `-m tos`: the type of service.
public struct TOSMatch: MatchExtension {
  public static let name = "tos"
  /// The bits wanted.
  public var value: UInt8 = 0
  /// The bits compared.
  public var mask: UInt8 = .max
  /// `!` before `--tos`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension TOSMatch: MatchSyntax {
  static let options: [String] = ["tos"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "tos":
      let service = try words.typeOfService(nameMask: 0x3f)
      (value, mask, isInverted) = (service.value, service.mask, words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("tos", isInverted: isInverted)
    text.word(RuleText.hex(value, digits: 2) + "/" + RuleText.hex(mask, digits: 2))
  }
}
