/// `-j MASQUERADE`: translates the source to the address of the interface it leaves by.
public struct MasqueradeTarget: TargetExtension {
  public static let name = "MASQUERADE"
  /// What it may choose from.
  public var range = NATRange()

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension MasqueradeTarget: TargetSyntax {
  static let options: [String] = ["to-ports", "random", "random-fully"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "to-ports": range.ports = try words.dashedPorts()
    case "random": range.isRandom = true
    case "random-fully": range.isFullyRandom = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("to-ports", ifAny: range.ports.map { RuleText.ports($0, separator: "-") })
    text.flag("random", if: range.isRandom)
    text.flag("random-fully", if: range.isFullyRandom)
  }
}
