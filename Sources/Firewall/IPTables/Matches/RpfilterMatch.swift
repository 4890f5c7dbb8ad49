/// `-m rpfilter`: whether a reply would leave by the interface the packet came in by.
public struct RpfilterMatch: MatchExtension {
  public static let name = "rpfilter"
  /// `--loose`: any interface will do.
  public var isLoose = false
  /// `--validmark`: the mark counts in the lookup.
  public var usesMark = false
  /// `--accept-local`.
  public var acceptsLocal = false
  /// `--invert`: passes when the test fails.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
