/// `-j TCPMSS`: changes the maximum segment size of a SYN; the walk goes on.
public struct TCPMSSTarget: TargetExtension {
  public static let name = "TCPMSS"
  /// `--set-mss`; nil is `--clamp-mss-to-pmtu`.
  public var mss: UInt16?

  /// The target without any option.
  public init() {}
}
