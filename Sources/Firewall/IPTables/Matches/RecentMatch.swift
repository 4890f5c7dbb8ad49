public import Addressing

/// `-m recent`: a list of addresses seen lately, kept by rules like this one.
public struct RecentMatch: MatchExtension {
  public static let name = "recent"
  /// What is done.
  public var action = Action.check
  /// `!` before it.
  public var isInverted = false
  /// `--seconds`.
  public var seconds: UInt32?
  /// `--reap`: entries older than the seconds are deleted.
  public var reaps = false
  /// `--hitcount`.
  public var hitCount: UInt32?
  /// `--rttl`: the time to live must be the one seen first.
  public var comparesTTL = false
  /// `--name`.
  public var list = "DEFAULT"
  /// `--mask`: the bits of the address that count.
  public var mask: IPAddress?
  /// `--rdest` (true) or `--rsource`.
  public var usesDestination = false

  /// The match without any option.
  public init() {}
}

extension RecentMatch {
  /// What is done with the list.
  public enum Action: String, Sendable, Hashable {
    /// `--set`: adds the address; passes.
    case set
    /// `--rcheck`: passes when it is there.
    case check = "rcheck"
    /// `--update`: as `--rcheck`, and notes the time.
    case update
    /// `--remove`: passes when it is there, and deletes it.
    case remove
  }
}

// MARK: Syntax

extension RecentMatch: MatchSyntax {
  static let options: [String] = [
    "set", "rcheck", "update", "remove", "seconds", "reap", "hitcount", "rttl", "name", "mask",
    "rsource", "rdest",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "set", "rcheck", "update", "remove":
      action = Action(rawValue: option) ?? .check
      isInverted = words.inversion()
    case "seconds": seconds = try words.number()
    case "reap": reaps = true
    case "hitcount": hitCount = try words.number()
    case "rttl": comparesTTL = true
    case "name": list = try words.string()
    case "mask": mask = try words.address()
    case "rsource": usesDestination = false
    case "rdest": usesDestination = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option(action.rawValue, isInverted: isInverted)
    text.option("seconds", ifAny: seconds)
    text.flag("reap", if: reaps)
    text.option("hitcount", ifAny: hitCount)
    text.flag("rttl", if: comparesTTL)
    text.option("name", list)
    text.option("mask", mask ?? .ones(text.family))
    text.option(usesDestination ? "rdest" : "rsource")
  }
}
