/// `-j SYNPROXY`: answers the handshake in the server's place.
public struct SynproxyTarget: TargetExtension {
  public static let name = "SYNPROXY"
  /// `--mss`.
  public var mss: UInt16?
  /// `--wscale`.
  public var windowScale: UInt8?
  /// `--sack-perm`.
  public var permitsSACK = false
  /// `--timestamps`.
  public var usesTimestamps = false
  /// `--ecn`.
  public var usesECN = false

  /// The target without any option.
  public init() {}
}
