/// `-j QUEUE`: the program of queue 0 decides.
public struct QueueTarget: TargetExtension {
  public static let name = "QUEUE"

  /// The target, which has no option.
  public init() {}
}

// MARK: Syntax

extension QueueTarget: TargetSyntax {
  static let options: [String] = []

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool { false }

  func write(to text: inout RuleText) {}
}
