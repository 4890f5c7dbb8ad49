/// `-m mh`: the type of a mobility header.
public struct MhMatch: MatchExtension {
  public static let name = "mh"
  /// `--mh-type`.
  public var types: Inverted<ValueRange<UInt8>>?

  /// The match without any option.
  public init() {}
}
