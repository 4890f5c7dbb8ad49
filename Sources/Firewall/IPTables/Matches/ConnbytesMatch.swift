/// `-m connbytes`: how much a connection has transferred so far.
public struct ConnbytesMatch: MatchExtension {
  public static let name = "connbytes"
  /// The amount, both ends included.
  public var range = ValueRange<UInt64>(0, .max)
  /// `!` before `--connbytes`.
  public var isInverted = false
  /// `--connbytes-dir`.
  public var direction = Direction.both
  /// `--connbytes-mode`.
  public var mode = Mode.bytes

  /// The match without any option.
  public init() {}
}

extension ConnbytesMatch {
  /// Which packets of the connection are counted.
  public enum Direction: String, Sendable, Hashable {
    case original
    case reply
    case both
  }

  /// What is counted.
  public enum Mode: String, Sendable, Hashable {
    case packets
    case bytes
    case averagePacket = "avgpkt"
  }
}

// MARK: Syntax

extension ConnbytesMatch: MatchSyntax {
  static let options: [String] = ["connbytes", "connbytes-dir", "connbytes-mode"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "connbytes":
      range = try amounts(&words)
      // iptables says ! by turning the ends round, which one number cannot.
      isInverted = words.inversion() && range.first != range.last
    case "connbytes-dir": direction = try words.name()
    case "connbytes-mode": mode = try words.name()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("connbytes", isInverted: isInverted)
    text.word(
      range.last == .max || range.last == 0 ? "\(range.first)" : "\(range.first):\(range.last)")
    text.option("connbytes-mode", mode.rawValue)
    text.option("connbytes-dir", direction.rawValue)
  }

  /// `FROM`, which has no end, or `FROM:TO`.
  private func amounts(
    _ words: inout RuleWords
  ) throws(OptionProblem) -> ValueRange<UInt64> {
    let word = try words.word()
    words.position -= 1
    let range: ValueRange<UInt64> = try words.range()
    return word.contains(UInt8(ascii: ":")) ? range : ValueRange(range.first, .max)
  }
}
