public import Addressing

/// `-m tcp`: ports, flags and options of a TCP segment.
public struct TCPMatch: MatchExtension {
  public static let name = "tcp"
  /// `--sport`.
  public var sourcePorts: Inverted<PortRange>?
  /// `--dport`.
  public var destinationPorts: Inverted<PortRange>?
  /// `--tcp-flags` or `--syn`.
  public var flags: Inverted<TCPFlagTest>?
  /// `--tcp-option`.
  public var option: Inverted<UInt8>?

  /// The match without any option.
  public init() {}
}
