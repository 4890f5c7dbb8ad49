/// `-j CHECKSUM`: fills in the checksum; the walk goes on.
public struct ChecksumTarget: TargetExtension {
  public static let name = "CHECKSUM"
  /// `--checksum-fill`.
  public var fills = false

  /// The target without any option.
  public init() {}
}
