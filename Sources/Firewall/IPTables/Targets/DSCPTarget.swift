/// `-j DSCP`: sets the upper six bits of the type of service; the walk goes on.
public struct DSCPTarget: TargetExtension {
  public static let name = "DSCP"
  /// `--set-dscp`.
  public var value: UInt8 = 0

  /// The target without any option.
  public init() {}
}
