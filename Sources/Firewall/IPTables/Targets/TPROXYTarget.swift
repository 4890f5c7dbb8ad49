public import Addressing

/// `-j TPROXY`: gives the packet to a socket of this host.
public struct TPROXYTarget: TargetExtension {
  public static let name = "TPROXY"
  /// `--on-port`; 0 is the packet's own.
  public var port: UInt16 = 0
  /// `--on-ip`; nil is the address of the interface it came in by.
  public var address: IPAddress?
  /// `--tproxy-mark`.
  public var mark: MaskedValue<UInt32>?

  /// The target without any option.
  public init() {}
}
