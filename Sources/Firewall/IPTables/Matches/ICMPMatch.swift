/// `-m icmp`: the type and code of an ICMP message.
public struct ICMPMatch: MatchExtension {
  public static let name = "icmp"
  /// The type; 255 is any type.
  public var type: UInt8 = 255
  /// The codes.
  public var codes = ValueRange<UInt8>(0, 255)
  /// `!` before `--icmp-type`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension ICMPMatch: MatchSyntax {
  static let options: [String] = ["icmp-type"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "icmp-type":
      let message = try ICMPTypeNames.v4(try words.word())
      (type, codes, isInverted) = (message.type, message.codes, words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("icmp-type", isInverted: isInverted)
    text.word(type == 255 ? "any" : ICMPTypeNames.text(type, codes))
  }
}
