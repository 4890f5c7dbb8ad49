/// `-m cpu`: the processor that handles the packet.
public struct CPUMatch: MatchExtension {
  public static let name = "cpu"
  /// `--cpu`, from 0.
  public var cpu: UInt32 = 0
  /// `!` before `--cpu`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension CPUMatch: MatchSyntax {
  static let options: [String] = ["cpu"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "cpu":
      cpu = try words.number()
      isInverted = words.inversion()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("cpu", isInverted: isInverted)
    text.word(cpu)
  }
}
