/// `-j NFLOG`: hands a copy to a program; the walk goes on.
public struct NflogTarget: TargetExtension {
  public static let name = "NFLOG"
  /// `--nflog-group`.
  public var group: UInt16 = 0
  /// `--nflog-prefix`.
  public var prefix = ""
  /// `--nflog-size`: bytes copied; nil is all.
  public var size: UInt32?
  /// `--nflog-range`: the old name of the size, which older kernels ignore.
  public var range: UInt32?
  /// `--nflog-threshold`: packets sent at once.
  public var threshold: UInt16 = 1

  /// The target without any option.
  public init() {}
}
