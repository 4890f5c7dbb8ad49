/// `-m cpu`: the processor that handles the packet.
public struct CPUMatch: MatchExtension {
  public static let name = "cpu"
  /// `--cpu`, from 0.
  public var cpu: UInt32 = 0
  /// `!` before `--cpu`.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}
