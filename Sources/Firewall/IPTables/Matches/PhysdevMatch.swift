/// `-m physdev`: the ports of the bridge that the packet crosses.
public struct PhysdevMatch: MatchExtension {
  public static let name = "physdev"
  /// `--physdev-in`.
  public var inPort: Inverted<InterfacePattern>?
  /// `--physdev-out`.
  public var outPort: Inverted<InterfacePattern>?
  /// `--physdev-is-in`; inverted is false.
  public var hasInPort: Bool?
  /// `--physdev-is-out`.
  public var hasOutPort: Bool?
  /// `--physdev-is-bridged`.
  public var isBridged: Bool?

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension PhysdevMatch: MatchSyntax {
  static let options: [String] = [
    "physdev-in", "physdev-out", "physdev-is-in", "physdev-is-out", "physdev-is-bridged",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "physdev-in":
      inPort = Inverted(InterfacePattern(try words.string()), isInverted: words.inversion())
    case "physdev-out":
      outPort = Inverted(InterfacePattern(try words.string()), isInverted: words.inversion())
    case "physdev-is-in": hasInPort = !words.inversion()
    case "physdev-is-out": hasOutPort = !words.inversion()
    case "physdev-is-bridged": isBridged = !words.inversion()
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.flag("physdev-is-in", hasInPort)
    text.option("physdev-in", inPort) { $0.description }
    text.flag("physdev-is-out", hasOutPort)
    text.option("physdev-out", outPort) { $0.description }
    text.flag("physdev-is-bridged", isBridged)
  }
}
