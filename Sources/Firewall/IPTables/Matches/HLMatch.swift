/// `-m hl`: the hop limit of an IPv6 packet.
public struct HLMatch: MatchExtension {
  public static let name = "hl"
  /// The comparison.
  public var comparison = HopComparison.equal(0)

  /// The match without any option.
  public init() {}
}
