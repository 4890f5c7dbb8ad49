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

extension ConntrackStates {
  /// In the order of printing.
  private static let named: [(state: ConntrackStates, name: String)] = [
    (.invalid, "INVALID"), (.new, "NEW"), (.related, "RELATED"), (.established, "ESTABLISHED"),
    (.untracked, "UNTRACKED"), (.snat, "SNAT"), (.dnat, "DNAT"),
  ]

  /// The state called so, in any letter case.
  public init?(name: String) {
    let wanted = name.uppercased()
    guard let found = Self.named.first(where: { $0.name == wanted }) else { return nil }
    self = found.state
  }

  /// `RELATED,ESTABLISHED`: the names in the order of `iptables-save`.
  public var names: String {
    Self.named.filter { contains($0.state) }.map(\.name).joined(separator: ",")
  }
}
