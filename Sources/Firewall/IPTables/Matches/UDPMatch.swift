public import Addressing

/// `-m udp`: ports of a UDP datagram.
public struct UDPMatch: MatchExtension {
  public static let name = "udp"
  /// `--sport`.
  public var sourcePorts: Inverted<PortRange>?
  /// `--dport`.
  public var destinationPorts: Inverted<PortRange>?

  /// The match without any option.
  public init() {}
}
