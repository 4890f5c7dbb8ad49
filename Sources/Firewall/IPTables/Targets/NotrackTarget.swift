/// `-j NOTRACK`: the old way to say `-j CT --notrack`.
public struct NotrackTarget: TargetExtension {
  public static let name = "NOTRACK"

  /// The target without any option.
  public init() {}
}
