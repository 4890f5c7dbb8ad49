/// `-m limit`: a token bucket.
public struct LimitMatch: MatchExtension {
  public static let name = "limit"
  /// `--limit` as the kernel counts it: the time between two packets, in ten-thousandths of a second.
  public var interval: UInt32 = 12_000_000
  /// `--limit-burst`.
  public var burst: UInt32 = 5

  /// The match without any option.
  public init() {}
}
