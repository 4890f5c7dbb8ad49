/// `-j AUDIT`: writes an audit record; the walk goes on.
public struct AuditTarget: TargetExtension {
  public static let name = "AUDIT"
  /// `--type`: accept, drop or reject.
  public var type = ""

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension AuditTarget: TargetSyntax {
  static let options: [String] = ["type"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "type": type = try words.string()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("type", type)
  }
}
