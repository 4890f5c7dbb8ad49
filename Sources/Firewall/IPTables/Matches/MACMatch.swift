public import Addressing

/// `-m mac`: the Ethernet source.
public struct MACMatch: MatchExtension {
  public static let name = "mac"
  /// `--mac-source`.
  public var source = MACAddress(bits: 0)
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension MACMatch: MatchSyntax {
  static let options: [String] = ["mac-source"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "mac-source":
      let text = try words.string()
      guard let address = MACAddress(parsing: text) else {
        throw .malformed("\(text) is not an Ethernet address")
      }
      (source, isInverted) = (address, words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("mac-source", isInverted: isInverted)
    text.word(source.description)
  }
}
