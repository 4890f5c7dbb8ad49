/// `-m rpfilter`: whether a reply would leave by the interface the packet came in by.
public struct RpfilterMatch: MatchExtension {
  public static let name = "rpfilter"
  /// `--loose`: any interface will do.
  public var isLoose = false
  /// `--validmark`: the mark counts in the lookup.
  public var usesMark = false
  /// `--accept-local`.
  public var acceptsLocal = false
  /// `--invert`: passes when the test fails.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension RpfilterMatch: MatchSyntax {
  static let options: [String] = ["loose", "validmark", "accept-local", "invert"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "loose": isLoose = true
    case "validmark": usesMark = true
    case "accept-local": acceptsLocal = true
    case "invert": isInverted = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("loose", if: isLoose)
    text.flag("validmark", if: usesMark)
    text.flag("accept-local", if: acceptsLocal)
    text.flag("invert", if: isInverted)
  }
}
