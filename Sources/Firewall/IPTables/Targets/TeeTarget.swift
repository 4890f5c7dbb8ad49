public import Addressing

/// `-j TEE`: sends a copy to a gateway; the walk goes on.
public struct TeeTarget: TargetExtension {
  public static let name = "TEE"
  /// `--gateway`.
  public var gateway = IPAddress.zero(.ipv4)
  /// `--oif`.
  public var outInterface: String?

  /// The target without any option.
  public init() {}
}
