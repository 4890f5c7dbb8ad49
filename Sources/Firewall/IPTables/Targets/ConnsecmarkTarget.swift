/// `-j CONNSECMARK`: copies the security mark; the walk goes on.
public struct ConnsecmarkTarget: TargetExtension {
  public static let name = "CONNSECMARK"
  /// `--save` (true) or `--restore`.
  public var saves = false

  /// The target without any option.
  public init() {}
}
