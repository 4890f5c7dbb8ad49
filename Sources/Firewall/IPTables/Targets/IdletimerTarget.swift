/// `-j IDLETIMER`: tells when nothing matches for a while; the walk goes on.
public struct IdletimerTarget: TargetExtension {
  public static let name = "IDLETIMER"
  /// `--timeout`, seconds.
  public var timeout: UInt32 = 0
  /// `--label`.
  public var label = ""
  /// `--alarm`.
  public var usesAlarm = false

  /// The target without any option.
  public init() {}
}
