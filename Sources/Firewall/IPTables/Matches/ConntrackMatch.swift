public import Addressing

/// `-m conntrack`: what connection tracking knows about the packet.
public struct ConntrackMatch: MatchExtension {
  public static let name = "conntrack"
  /// `--ctstate`.
  public var states: Inverted<ConntrackStates>?
  /// The other options, in the order that `iptables-save` prints; all must hold.
  public var conditions: [Condition] = []

  /// The match without any option.
  public init() {}
}

extension ConntrackMatch {
  /// One option other than `--ctstate`.
  public enum Condition: Sendable, Hashable {
    /// `--ctproto`.
    case transport(Inverted<TransportProtocol>)
    /// `--ctorigsrc`.
    case originalSource(Inverted<MaskedAddress>)
    /// `--ctorigdst`.
    case originalDestination(Inverted<MaskedAddress>)
    /// `--ctreplsrc`.
    case replySource(Inverted<MaskedAddress>)
    /// `--ctrepldst`.
    case replyDestination(Inverted<MaskedAddress>)
    /// `--ctorigsrcport`.
    case originalSourcePorts(Inverted<PortRange>)
    /// `--ctorigdstport`.
    case originalDestinationPorts(Inverted<PortRange>)
    /// `--ctreplsrcport`.
    case replySourcePorts(Inverted<PortRange>)
    /// `--ctrepldstport`.
    case replyDestinationPorts(Inverted<PortRange>)
    /// `--ctstatus`; the empty set is `NONE`.
    case status(Inverted<ConntrackStatus>)
    /// `--ctexpire`: seconds left.
    case expiry(Inverted<ValueRange<UInt32>>)
    /// `--ctdir`.
    case direction(Direction)
  }

  /// Which way the packet goes in its connection.
  public enum Direction: String, Sendable, Hashable {
    case original = "ORIGINAL"
    case reply = "REPLY"
  }
}
