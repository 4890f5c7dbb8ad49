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

extension ConntrackStatus {
  private static let named: [(status: ConntrackStatus, name: String)] = [
    (.expected, "EXPECTED"), (.seenReply, "SEEN_REPLY"), (.assured, "ASSURED"),
    (.confirmed, "CONFIRMED"),
  ]

  /// The status called so, in any letter case; `NONE` is the empty set.
  public init?(name: String) {
    let wanted = name.uppercased()
    if wanted == "NONE" {
      self = []
    } else if let found = Self.named.first(where: { $0.name == wanted }) {
      self = found.status
    } else {
      return nil
    }
  }

  /// `ASSURED,CONFIRMED`, or `NONE`.
  public var names: String {
    isEmpty
      ? "NONE" : Self.named.filter { contains($0.status) }.map(\.name).joined(separator: ",")
  }
}
