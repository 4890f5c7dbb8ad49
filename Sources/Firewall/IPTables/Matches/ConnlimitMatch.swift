import Addressing

/// `-m connlimit`: how many connections a client or server network has.
public struct ConnlimitMatch: MatchExtension {
  public static let name = "connlimit"
  /// The number of connections.
  public var limit: UInt32 = 0
  /// `--connlimit-above` (true) or `--connlimit-upto`.
  public var isAbove = true
  /// `--connlimit-mask`: how many leading bits of the address make the network; nil is all.
  public var prefixLength: UInt8?
  /// `--connlimit-daddr` (true) or `--connlimit-saddr`.
  public var countsDestinations = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension ConnlimitMatch: MatchSyntax {
  static let options: [String] = [
    "connlimit-above", "connlimit-upto", "connlimit-mask", "connlimit-saddr", "connlimit-daddr",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "connlimit-above":
      limit = try words.number()
      isAbove = !words.inversion()
    case "connlimit-upto":
      limit = try words.number()
      isAbove = words.inversion()
    case "connlimit-mask": prefixLength = try words.number(upTo: 128)
    case "connlimit-saddr": countsDestinations = false
    case "connlimit-daddr": countsDestinations = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option(isAbove ? "connlimit-above" : "connlimit-upto", limit)
    text.option("connlimit-mask", prefixLength ?? UInt8(text.family.bitWidth))
    text.option(countsDestinations ? "connlimit-daddr" : "connlimit-saddr")
  }
}
