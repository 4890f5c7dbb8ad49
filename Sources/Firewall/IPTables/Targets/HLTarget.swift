/// `-j HL`: changes the hop limit; the walk goes on.
public struct HLTarget: TargetExtension {
  public static let name = "HL"
  /// The change.
  public var change = HopChange.set(0)

  /// The target without any option.
  public init() {}
}
