/// `-j DSCP`: sets the upper six bits of the type of service; the walk goes on.
public struct DSCPTarget: TargetExtension {
  public static let name = "DSCP"
  /// `--set-dscp`.
  public var value: UInt8 = 0

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension DSCPTarget: TargetSyntax {
  static let options: [String] = ["set-dscp", "set-dscp-class"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "set-dscp": value = try words.number(upTo: 63)
    case "set-dscp-class": value = try words.dscpClass()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("set-dscp", RuleText.hex(value, digits: 2))
  }
}
