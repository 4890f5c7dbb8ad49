/// `-j ECN`: changes congestion notification; the walk goes on.
public struct ECNTarget: TargetExtension {
  public static let name = "ECN"
  /// `--ecn-tcp-remove`.
  public var removesTCP = false
  /// `--ecn-tcp-cwr`.
  public var congestionWindowReduced: UInt8?
  /// `--ecn-tcp-ece`.
  public var congestionExperiencedEcho: UInt8?
  /// `--ecn-ip-ect`.
  public var codepoint: UInt8?

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension ECNTarget: TargetSyntax {
  static let options: [String] = ["ecn-tcp-remove", "ecn-tcp-cwr", "ecn-tcp-ece", "ecn-ip-ect"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "ecn-tcp-remove": removesTCP = true
    case "ecn-tcp-cwr": congestionWindowReduced = try words.number(upTo: 1)
    case "ecn-tcp-ece": congestionExperiencedEcho = try words.number(upTo: 1)
    case "ecn-ip-ect": codepoint = try words.number(upTo: 3)
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("ecn-tcp-remove", if: removesTCP)
    text.option("ecn-tcp-ece", ifAny: congestionExperiencedEcho)
    text.option("ecn-tcp-cwr", ifAny: congestionWindowReduced)
    text.option("ecn-ip-ect", ifAny: codepoint)
  }
}
