/// `-m length`: the length of the packet, IP header included.
public struct LengthMatch: MatchExtension {
  public static let name = "length"
  /// `--length`.
  public var range = ValueRange<UInt16>(0, .max)
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
