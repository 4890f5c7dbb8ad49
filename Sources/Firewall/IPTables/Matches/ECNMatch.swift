/// `-m ecn`: congestion notification in the TCP and IP headers.
public struct ECNMatch: MatchExtension {
  public static let name = "ecn"
  /// `--ecn-tcp-cwr`: whether the CWR flag is set.
  public var congestionWindowReduced: Bool?
  /// `--ecn-tcp-ece`: whether the ECE flag is set.
  public var congestionExperiencedEcho: Bool?
  /// `--ecn-ip-ect`: the two ECN bits of the IP header.
  public var codepoint: Inverted<UInt8>?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension ECNMatch: MatchSyntax {
  static let options: [String] = ["ecn-tcp-cwr", "ecn-tcp-ece", "ecn-ip-ect"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "ecn-tcp-cwr": congestionWindowReduced = !words.inversion()
    case "ecn-tcp-ece": congestionExperiencedEcho = !words.inversion()
    case "ecn-ip-ect":
      codepoint = Inverted(try words.number(upTo: 3), isInverted: words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("ecn-tcp-ece", congestionExperiencedEcho)
    text.flag("ecn-tcp-cwr", congestionWindowReduced)
    text.option("ecn-ip-ect", codepoint) { "\($0)" }
  }
}
