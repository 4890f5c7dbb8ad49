/// `-m ttl`: the time to live of an IPv4 packet.
public struct TTLMatch: MatchExtension {
  public static let name = "ttl"
  /// The comparison.
  public var comparison = HopComparison.equal(0)

  /// The match without any option.
  public init() {}
}
