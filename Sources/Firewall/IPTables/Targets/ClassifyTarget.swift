/// `-j CLASSIFY`: sets the traffic class; the walk goes on.
public struct ClassifyTarget: TargetExtension {
  public static let name = "CLASSIFY"
  /// `--set-class MAJOR:MINOR`: the major number is in the upper 16 bits.
  public var priority: UInt32 = 0

  /// The target without any option.
  public init() {}
}

// MARK: Syntax

extension ClassifyTarget: TargetSyntax {
  static let options: [String] = ["set-class"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "set-class":
      let text = try words.string()
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let major = UInt16(parts[0], radix: 16),
        let minor = UInt16(parts[1], radix: 16)
      else { throw .malformed("\(text) is not a class MAJOR:MINOR") }
      priority = UInt32(major) << 16 | UInt32(minor)
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option(
      "set-class", RuleText.digits(priority >> 16, 4) + ":" + RuleText.digits(priority & 0xffff, 4))
  }
}
