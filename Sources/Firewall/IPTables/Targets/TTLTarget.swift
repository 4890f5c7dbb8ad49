/// `-j TTL`: changes the time to live; the walk goes on.
public struct TTLTarget: TargetExtension {
  public static let name = "TTL"
  /// The change.
  public var change = HopChange.set(0)

  /// The target without any option.
  public init() {}
}
