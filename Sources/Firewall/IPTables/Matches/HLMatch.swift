/// `-m hl`: the hop limit of an IPv6 packet.
public struct HLMatch: MatchExtension {
  public static let name = "hl"
  /// The comparison.
  public var comparison = HopComparison.equal(0)

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension HLMatch: MatchSyntax {
  static let options: [String] = ["hl-eq", "hl", "hl-lt", "hl-gt"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "hl-eq", "hl": comparison = try words.equalHops()
    case "hl-lt": comparison = .less(try words.number())
    case "hl-gt": comparison = .greater(try words.number())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    switch comparison {
    case .equal(let value): text.option("hl-eq", value)
    case .notEqual(let value):
      text.option("hl-eq", isInverted: true)
      text.word(value)
    case .less(let value): text.option("hl-lt", value)
    case .greater(let value): text.option("hl-gt", value)
    }
  }
}
