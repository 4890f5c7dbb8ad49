/// `-j REDIRECT`: translates the destination to this host.
public struct RedirectTarget: TargetExtension {
  public static let name = "REDIRECT"
  /// What it may choose from.
  public var range = NATRange()

  /// The target without any option.
  public init() {}
}
