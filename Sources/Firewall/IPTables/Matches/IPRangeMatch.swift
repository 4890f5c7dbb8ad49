public import Addressing

/// `-m iprange`: addresses from one to another.
public struct IPRangeMatch: MatchExtension {
  public static let name = "iprange"
  /// `--src-range`.
  public var source: Inverted<IPRange>?
  /// `--dst-range`.
  public var destination: Inverted<IPRange>?

  /// The match without any option.
  public init() {}
}
