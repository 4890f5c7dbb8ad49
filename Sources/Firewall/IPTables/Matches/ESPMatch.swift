/// `-m esp`: the security parameter index.
public struct ESPMatch: MatchExtension {
  public static let name = "esp"
  /// `--espspi`.
  public var indexes: Inverted<ValueRange<UInt32>>?

  /// The match without any option.
  public init() {}
}
