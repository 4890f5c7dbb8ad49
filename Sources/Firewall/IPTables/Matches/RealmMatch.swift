/// `-m realm`: the realm of the route.
public struct RealmMatch: MatchExtension {
  public static let name = "realm"
  /// The realm wanted.
  public var value: UInt32 = 0
  /// The bits compared.
  public var mask: UInt32 = .max
  /// `!` before `--realm`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension RealmMatch: MatchSyntax {
  static let options: [String] = ["realm"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "realm":
      let realm = try words.masked(orNamed: "cosmos")
      (value, mask, isInverted) = (realm.value, realm.mask, words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("realm", isInverted: isInverted)
    text.word(RuleText.hex(MaskedValue(value, mask: mask), zero: "cosmos"))
  }
}
