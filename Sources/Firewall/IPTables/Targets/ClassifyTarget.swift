/// `-j CLASSIFY`: sets the traffic class; the walk goes on.
public struct ClassifyTarget: TargetExtension {
  public static let name = "CLASSIFY"
  /// `--set-class MAJOR:MINOR`: the major number is in the upper 16 bits.
  public var priority: UInt32 = 0

  /// The target without any option.
  public init() {}
}
