/// `-m dscp`: the upper six bits of the type of service.
public struct DSCPMatch: MatchExtension {
  public static let name = "dscp"
  /// `--dscp`.
  public var value: UInt8 = 0
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
