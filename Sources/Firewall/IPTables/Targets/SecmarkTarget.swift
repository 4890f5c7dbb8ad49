/// `-j SECMARK`: sets the security mark; the walk goes on.
public struct SecmarkTarget: TargetExtension {
  public static let name = "SECMARK"
  /// `--selctx`.
  public var context = ""

  /// The target without any option.
  public init() {}
}
