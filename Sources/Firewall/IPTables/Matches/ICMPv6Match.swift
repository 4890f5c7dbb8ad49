/// `-m icmp6`: the type and code of an ICMPv6 message.
public struct ICMPv6Match: MatchExtension {
  public static let name = "icmp6"
  /// The type.
  public var type: UInt8 = 0
  /// The codes.
  public var codes = ValueRange<UInt8>(0, 255)
  /// `!` before `--icmpv6-type`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension ICMPv6Match: MatchSyntax {
  static let options: [String] = ["icmpv6-type", "icmp6-type"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "icmpv6-type", "icmp6-type":
      let message = try ICMPTypeNames.v6(try words.word())
      (type, codes, isInverted) = (message.type, message.codes, words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("icmpv6-type", isInverted: isInverted)
    text.word(ICMPTypeNames.text(type, codes))
  }
}
