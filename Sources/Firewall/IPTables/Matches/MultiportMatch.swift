public import Addressing

/// `-m multiport`: one of up to fifteen ports or runs of ports.
public struct MultiportMatch: MatchExtension {
  public static let name = "multiport"
  /// Which port is looked at.
  public var side = Side.either
  /// The ports; any of them.
  public var ports: [PortRange] = []
  /// `!` before the option.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

extension MultiportMatch {
  /// Which port of the packet is looked at.
  public enum Side: String, Sendable, Hashable {
    /// `--sports`.
    case source = "sports"
    /// `--dports`.
    case destination = "dports"
    /// `--ports`: any of the two.
    case either = "ports"
  }
}
