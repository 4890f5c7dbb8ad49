/// `-m limit`: a token bucket.
public struct LimitMatch: MatchExtension {
  public static let name = "limit"
  /// `--limit` as the kernel counts it: the time between two packets, in ten-thousandths of a second.
  public var interval: UInt32 = 12_000_000
  /// `--limit-burst`.
  public var burst: UInt32 = 5

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension LimitMatch: MatchSyntax {
  static let options: [String] = ["limit", "limit-burst"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "limit": interval = try RateText.interval(try words.word(), second: 10_000)
    case "limit-burst": burst = try words.number(upTo: 10_000)
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("limit", RateText.text(UInt64(interval), second: 10_000))
    if burst != 5 { text.option("limit-burst", burst) }
  }
}
