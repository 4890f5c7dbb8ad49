/// `-j NOTRACK`: the old way to say `-j CT --notrack`.
public struct NotrackTarget: TargetExtension {
  public static let name = "NOTRACK"

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension NotrackTarget: TargetSyntax {
  static let options: [String] = []

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool { false }

  func write(to text: inout RuleText) {}
}
