/// `-m eui64`: the IPv6 source was made from the Ethernet source. It has no option.
public struct EUI64Match: MatchExtension {
  public static let name = "eui64"

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension EUI64Match: MatchSyntax {
  static let options: [String] = []

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool { false }

  func write(to text: inout RuleText) {}
}
