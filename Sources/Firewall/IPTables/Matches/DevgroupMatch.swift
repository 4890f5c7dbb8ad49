/// `-m devgroup`: the group of the interface.
public struct DevgroupMatch: MatchExtension {
  public static let name = "devgroup"
  /// `--src-group`.
  public var source: Inverted<MaskedValue<UInt32>>?
  /// `--dst-group`.
  public var destination: Inverted<MaskedValue<UInt32>>?

  /// The match without any option.
  public init() {}
}
