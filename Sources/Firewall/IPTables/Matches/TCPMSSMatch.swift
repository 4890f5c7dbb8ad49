/// `-m tcpmss`: the maximum segment size that a SYN offers.
public struct TCPMSSMatch: MatchExtension {
  public static let name = "tcpmss"
  /// `--mss`.
  public var range = ValueRange<UInt16>(0, .max)
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
