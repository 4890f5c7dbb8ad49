/// `-m frag`: the fragment header of IPv6.
public struct FragMatch: MatchExtension {
  public static let name = "frag"
  /// `--fragid`.
  public var identifiers: Inverted<ValueRange<UInt32>>?
  /// `--fraglen`.
  public var length: Inverted<UInt32>?
  /// `--fragres`: the reserved bits are zero.
  public var isReservedZero = false
  /// `--fragfirst`: the first fragment.
  public var isFirst = false
  /// `--fragmore`: more fragments follow.
  public var hasMore = false
  /// `--fraglast`: the last fragment.
  public var isLast = false

  /// The match without any option.
  public init() {}
}
