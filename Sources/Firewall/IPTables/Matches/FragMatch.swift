/// `-m frag`: the fragment header of IPv6.
public struct FragMatch: MatchExtension {
  public static let name = "frag"
  /// `--fragid`.
  public var identifiers: Inverted<ValueRange<UInt32>>?
  /// `--fraglen`.
  public var length: Inverted<UInt32>?
  /// `--fragres`: the reserved bits are zero.
  public var isReservedZero = false
  /// `--fragfirst`: the first fragment.
  public var isFirst = false
  /// `--fragmore`: more fragments follow.
  public var hasMore = false
  /// `--fraglast`: the last fragment.
  public var isLast = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension FragMatch: MatchSyntax {
  static let options: [String] = [
    "fragid", "fraglen", "fragres", "fragfirst", "fragmore", "fraglast",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "fragid":
      let range: ValueRange<UInt32> = try words.range()
      let isEvery = range == ValueRange(0, .max) && !words.inversion()
      identifiers = isEvery ? nil : Inverted(range, isInverted: words.inversion())
    case "fraglen": length = Inverted(try words.number(), isInverted: words.inversion())
    case "fragres": isReservedZero = true
    case "fragfirst": isFirst = true
    case "fragmore": hasMore = true
    case "fraglast": isLast = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("fragid", identifiers) { RuleText.range($0) }
    text.option("fraglen", length) { "\($0)" }
    text.flag("fragres", if: isReservedZero)
    text.flag("fragfirst", if: isFirst)
    text.flag("fragmore", if: hasMore)
    text.flag("fraglast", if: isLast)
  }
}
