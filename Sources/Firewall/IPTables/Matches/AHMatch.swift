/// `-m ah`: the authentication header.
public struct AHMatch: MatchExtension {
  public static let name = "ah"
  /// `--ahspi`.
  public var indexes: Inverted<ValueRange<UInt32>>?
  /// `--ahlen`: the header's length in bytes; IPv6 only.
  public var length: Inverted<UInt32>?
  /// `--ahres`: the reserved field is zero; IPv6 only.
  public var isReservedZero = false

  /// The match without any option.
  public init() {}
}
