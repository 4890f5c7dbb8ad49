/// `-j SNAT`: translates the source; ends the nat table.
public struct SNATTarget: TargetExtension {
  public static let name = "SNAT"
  /// What it may choose from.
  public var range = NATRange()

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension SNATTarget: TargetSyntax {
  static let options: [String] = ["to-source", "random", "random-fully", "persistent"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "to-source": try range.read(try words.word())
    case "random": range.isRandom = true
    case "random-fully": range.isFullyRandom = true
    case "persistent": range.isPersistent = true
    case _: return false
    }
    return true
  }

  func check() throws(OptionProblem) {
    if range.addresses == nil, range.ports == nil { throw .malformed("--to-source is missing") }
  }

  func write(to text: inout RuleText) {
    text.option("to-source", range.text)
    text.flag("random", if: range.isRandom)
    text.flag("random-fully", if: range.isFullyRandom)
    text.flag("persistent", if: range.isPersistent)
  }
}
