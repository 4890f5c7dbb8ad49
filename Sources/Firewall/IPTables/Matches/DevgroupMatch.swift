/// `-m devgroup`: the group of the interface.
public struct DevgroupMatch: MatchExtension {
  public static let name = "devgroup"
  /// `--src-group`.
  public var source: Inverted<MaskedValue<UInt32>>?
  /// `--dst-group`.
  public var destination: Inverted<MaskedValue<UInt32>>?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension DevgroupMatch: MatchSyntax {
  static let options: [String] = ["src-group", "dst-group"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "src-group":
      source = Inverted(try words.masked(orNamed: "default"), isInverted: words.inversion())
    case "dst-group":
      destination = Inverted(try words.masked(orNamed: "default"), isInverted: words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("src-group", source) { RuleText.hex($0, zero: "default") }
    text.option("dst-group", destination) { RuleText.hex($0, zero: "default") }
  }
}
