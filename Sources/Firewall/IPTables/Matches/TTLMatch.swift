/// `-m ttl`: the time to live of an IPv4 packet.
public struct TTLMatch: MatchExtension {
  public static let name = "ttl"
  /// The comparison.
  public var comparison = HopComparison.equal(0)

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension TTLMatch: MatchSyntax {
  static let options: [String] = ["ttl-eq", "ttl", "ttl-lt", "ttl-gt"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "ttl-eq", "ttl": comparison = try words.equalHops()
    case "ttl-lt": comparison = .less(try words.number())
    case "ttl-gt": comparison = .greater(try words.number())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    switch comparison {
    case .equal(let value): text.option("ttl-eq", value)
    case .notEqual(let value):
      text.option("ttl-eq", isInverted: true)
      text.word(value)
    case .less(let value): text.option("ttl-lt", value)
    case .greater(let value): text.option("ttl-gt", value)
    }
  }
}
