/// `-j LOG`: writes to the kernel's log; the walk goes on.
public struct LogTarget: TargetExtension {
  public static let name = "LOG"
  /// `--log-level`, 0 to 7.
  public var level: UInt8 = 4
  /// `--log-prefix`.
  public var prefix = ""
  /// What else is written.
  public var options: Options = []

  /// The target without any option.
  public init() {}
}

extension LogTarget {
  /// What else is written, with the bits of `IPT_LOG_*`.
  public struct Options: OptionSet, Sendable, Hashable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// `--log-tcp-sequence`.
    public static let tcpSequence = Self(rawValue: 1)
    /// `--log-tcp-options`.
    public static let tcpOptions = Self(rawValue: 2)
    /// `--log-ip-options`.
    public static let ipOptions = Self(rawValue: 4)
    /// `--log-uid`.
    public static let user = Self(rawValue: 8)
    /// `--log-macdecode`.
    public static let macDecode = Self(rawValue: 32)
  }
}
