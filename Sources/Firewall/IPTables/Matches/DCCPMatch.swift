public import Addressing

/// `-m dccp`: ports and type of a DCCP packet.
public struct DCCPMatch: MatchExtension {
  public static let name = "dccp"
  /// `--sport`.
  public var sourcePorts: Inverted<PortRange>?
  /// `--dport`.
  public var destinationPorts: Inverted<PortRange>?
  /// `--dccp-types`: a bit for each type, REQUEST first.
  public var types: Inverted<UInt16>?
  /// `--dccp-option`.
  public var option: Inverted<UInt8>?

  /// The match without any option.
  public init() {}
}
