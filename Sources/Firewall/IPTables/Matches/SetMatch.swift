/// `-m set`: whether an ipset holds the packet's addresses and ports.
public struct SetMatch: MatchExtension {
  public static let name = "set"
  /// The name of the set.
  public var set = ""
  /// What each dimension is compared with.
  public var directions = SetDirections()
  /// `!` before `--match-set`.
  public var isInverted = false
  /// `--return-nomatch`: an entry flagged nomatch passes as well.
  public var returnsNomatch = false
  /// `! --update-counters` makes it false.
  public var updatesCounters = true
  /// `! --update-subcounters` makes it false.
  public var updatesSubcounters = true
  /// `--packets-eq` and its kin.
  public var packets: CounterCondition?
  /// `--bytes-eq` and its kin.
  public var bytes: CounterCondition?

  /// The match without any option.
  public init() {}
}
