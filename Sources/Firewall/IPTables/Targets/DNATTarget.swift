/// `-j DNAT`: translates the destination; ends the nat table.
public struct DNATTarget: TargetExtension {
  public static let name = "DNAT"
  /// What it may choose from.
  public var range = NATRange()

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension DNATTarget: TargetSyntax {
  static let options: [String] = ["to-destination", "random", "random-fully", "persistent"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "to-destination": try range.read(try words.word())
    case "random": range.isRandom = true
    case "random-fully": range.isFullyRandom = true
    case "persistent": range.isPersistent = true
    case _: return false
    }
    return true
  }

  func check() throws(OptionProblem) {
    if range.addresses == nil, range.ports == nil {
      throw .malformed("--to-destination is missing")
    }
  }

  func write(to text: inout RuleText) {
    text.option("to-destination", range.text)
    text.flag("random", if: range.isRandom)
    text.flag("random-fully", if: range.isFullyRandom)
    text.flag("persistent", if: range.isPersistent)
  }
}
