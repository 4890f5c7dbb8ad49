/// `-m state`: the old way to say `-m conntrack --ctstate`.
public struct StateMatch: MatchExtension {
  public static let name = "state"
  /// `--state`.
  public var states = ConntrackStates()
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension StateMatch: MatchSyntax {
  static let options: [String] = ["state"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "state": (states, isInverted) = (try words.states(), words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("state", isInverted: isInverted)
    text.word(states.names)
  }
}
