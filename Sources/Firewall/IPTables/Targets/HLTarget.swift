/// `-j HL`: changes the hop limit; the walk goes on.
public struct HLTarget: TargetExtension {
  public static let name = "HL"
  /// The change.
  public var change = HopChange.set(0)

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension HLTarget: TargetSyntax {
  static let options: [String] = ["hl-set", "hl-dec", "hl-inc"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "hl-set": change = .set(try words.number())
    case "hl-dec": change = .decrement(try words.number())
    case "hl-inc": change = .increment(try words.number())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    switch change {
    case .set(let value): text.option("hl-set", value)
    case .decrement(let value): text.option("hl-dec", value)
    case .increment(let value): text.option("hl-inc", value)
    }
  }
}
