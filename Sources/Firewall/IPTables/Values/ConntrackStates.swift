/// A set of connection states, with the bits of `XT_CONNTRACK_STATE_*` (linux/netfilter/xt_conntrack.h).
public struct ConntrackStates: OptionSet, Sendable, Hashable {
  public var rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// No valid connection belongs to the packet.
  public static let invalid = Self(rawValue: 1 << 0)
  /// A reply was seen.
  public static let established = Self(rawValue: 1 << 1)
  /// Begun by another connection: an ICMP error, an FTP data connection.
  public static let related = Self(rawValue: 1 << 2)
  /// The first packet of a connection.
  public static let new = Self(rawValue: 1 << 3)
  /// The source is translated.
  public static let snat = Self(rawValue: 1 << 6)
  /// The destination is translated.
  public static let dnat = Self(rawValue: 1 << 7)
  /// Exempted by `-j CT --notrack`.
  public static let untracked = Self(rawValue: 1 << 8)
}
