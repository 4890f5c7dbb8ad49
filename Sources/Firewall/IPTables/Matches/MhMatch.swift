/// `-m mh`: the type of a mobility header.
public struct MhMatch: MatchExtension {
  public static let name = "mh"
  /// `--mh-type`.
  public var types: Inverted<ValueRange<UInt8>>?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension MhMatch: MatchSyntax {
  static let options: [String] = ["mh-type"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "mh-type": types = Inverted(try read(try words.word()), isInverted: words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("mh-type", types) { RuleText.range($0) }
  }

  private static let names: [String: UInt8] = [
    "binding-refresh-request": 0, "brr": 0, "home-test-init": 1, "hoti": 1,
    "careof-test-init": 2, "coti": 2, "home-test": 3, "hot": 3, "careof-test": 4, "cot": 4,
    "binding-update": 5, "bu": 5, "binding-acknowledgement": 6, "ba": 6, "binding-error": 7,
    "be": 7,
  ]

  private func read(_ word: ArraySlice<UInt8>) throws(OptionProblem) -> ValueRange<UInt8> {
    if let named = Self.names[String(decoding: word, as: UTF8.self).lowercased()] {
      return ValueRange(named)
    }
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")) else {
      return ValueRange(try RuleWords.number(word))
    }
    return ValueRange(
      try RuleWords.number(word[..<colon]), try RuleWords.number(word[(colon + 1)...]))
  }
}
