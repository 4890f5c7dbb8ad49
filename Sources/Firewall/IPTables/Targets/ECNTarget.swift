/// `-j ECN`: changes congestion notification; the walk goes on.
public struct ECNTarget: TargetExtension {
  public static let name = "ECN"
  /// `--ecn-tcp-remove`.
  public var removesTCP = false
  /// `--ecn-tcp-cwr`.
  public var congestionWindowReduced: UInt8?
  /// `--ecn-tcp-ece`.
  public var congestionExperiencedEcho: UInt8?
  /// `--ecn-ip-ect`.
  public var codepoint: UInt8?

  /// The target without any option.
  public init() {}
}
