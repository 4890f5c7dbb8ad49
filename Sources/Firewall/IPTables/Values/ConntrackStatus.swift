/// A set of connection status bits, those of `IPS_*` (linux/netfilter/nf_conntrack_common.h).
public struct ConntrackStatus: OptionSet, Sendable, Hashable {
  public var rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `EXPECTED`: it was expected by a helper.
  public static let expected = Self(rawValue: 1 << 0)
  /// `SEEN_REPLY`: packets went both ways.
  public static let seenReply = Self(rawValue: 1 << 1)
  /// `ASSURED`: never expired early.
  public static let assured = Self(rawValue: 1 << 2)
  /// `CONFIRMED`: its first packet left this host.
  public static let confirmed = Self(rawValue: 1 << 3)
}
