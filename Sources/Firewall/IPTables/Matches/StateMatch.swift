/// `-m state`: the old way to say `-m conntrack --ctstate`.
public struct StateMatch: MatchExtension {
  public static let name = "state"
  /// `--state`.
  public var states = ConntrackStates()
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
