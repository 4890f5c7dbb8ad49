/// `-m set`: whether an ipset holds the packet's addresses and ports.
public struct SetMatch: MatchExtension {
  public static let name = "set"
  /// The name of the set.
  public var set = ""
  /// What each dimension is compared with.
  public var directions = SetDirections()
  /// `!` before `--match-set`.
  public var isInverted = false
  /// `--return-nomatch`: an entry flagged nomatch passes as well.
  public var returnsNomatch = false
  /// `! --update-counters` makes it false.
  public var updatesCounters = true
  /// `! --update-subcounters` makes it false.
  public var updatesSubcounters = true
  /// `--packets-eq` and its kin.
  public var packets: CounterCondition?
  /// `--bytes-eq` and its kin.
  public var bytes: CounterCondition?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension SetMatch: MatchSyntax {
  static let options: [String] = [
    "match-set", "set", "return-nomatch", "update-counters", "update-subcounters", "packets-eq",
    "packets-lt", "packets-gt", "bytes-eq", "bytes-lt", "bytes-gt",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "match-set", "set":
      set = try words.string()
      directions = try words.directions()
      isInverted = words.inversion()
    case "return-nomatch": returnsNomatch = true
    case "update-counters": updatesCounters = !words.inversion()
    case "update-subcounters": updatesSubcounters = !words.inversion()
    case "packets-eq": packets = try counter(&words, or: .notEqual, .equal)
    case "packets-lt": packets = CounterCondition(.less, try words.number())
    case "packets-gt": packets = CounterCondition(.greater, try words.number())
    case "bytes-eq": bytes = try counter(&words, or: .notEqual, .equal)
    case "bytes-lt": bytes = CounterCondition(.less, try words.number())
    case "bytes-gt": bytes = CounterCondition(.greater, try words.number())
    case _: return false
    }
    return true
  }

  func check() throws(OptionProblem) {
    if directions.isEmpty { throw .malformed("--match-set is missing") }
  }

  func write(to text: inout RuleText) {
    text.option("match-set", isInverted: isInverted)
    text.word(set)
    text.word(directions.text)
    text.flag("return-nomatch", if: returnsNomatch)
    if !updatesCounters { text.option("update-counters", isInverted: true) }
    if !updatesSubcounters { text.option("update-subcounters", isInverted: true) }
    write("packets", packets, to: &text)
    write("bytes", bytes, to: &text)
  }

  private func counter(
    _ words: inout RuleWords, or inverted: CounterCondition.Comparison,
    _ plain: CounterCondition.Comparison
  ) throws(OptionProblem) -> CounterCondition {
    CounterCondition(words.inversion() ? inverted : plain, try words.number())
  }

  private func write(_ name: String, _ condition: CounterCondition?, to text: inout RuleText) {
    guard let condition else { return }
    switch condition.comparison {
    case .equal: text.option(name + "-eq")
    case .notEqual: text.option(name + "-eq", isInverted: true)
    case .less: text.option(name + "-lt")
    case .greater: text.option(name + "-gt")
    }
    text.word(condition.value)
  }
}
