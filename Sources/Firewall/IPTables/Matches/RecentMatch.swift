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
