/// `-m ipcomp`: the compression parameter index.
public struct IPCompMatch: MatchExtension {
  public static let name = "ipcomp"
  /// `--ipcompspi`.
  public var indexes: Inverted<ValueRange<UInt32>>?
  /// `--compres`.
  public var isReservedZero = false

  /// The match without any option.
  public init() {}
}
