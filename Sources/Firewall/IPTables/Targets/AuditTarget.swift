/// `-j AUDIT`: writes an audit record; the walk goes on.
public struct AuditTarget: TargetExtension {
  public static let name = "AUDIT"
  /// `--type`: accept, drop or reject.
  public var type = ""

  /// The target without any option.
  public init() {}
}
