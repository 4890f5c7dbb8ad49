/// `-j TRACE`: has every later rule that matches logged; the walk goes on.
public struct TraceTarget: TargetExtension {
  public static let name = "TRACE"

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension TraceTarget: TargetSyntax {
  static let options: [String] = []

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool { false }

  func write(to text: inout RuleText) {}
}
