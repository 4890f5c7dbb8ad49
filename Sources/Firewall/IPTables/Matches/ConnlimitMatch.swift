/// `-m connlimit`: how many connections a client or server network has.
public struct ConnlimitMatch: MatchExtension {
  public static let name = "connlimit"
  /// The number of connections.
  public var limit: UInt32 = 0
  /// `--connlimit-above` (true) or `--connlimit-upto`.
  public var isAbove = true
  /// `--connlimit-mask`: how many leading bits of the address make the network; nil is all.
  public var prefixLength: UInt8?
  /// `--connlimit-daddr` (true) or `--connlimit-saddr`.
  public var countsDestinations = false

  /// The match without any option.
  public init() {}
}
