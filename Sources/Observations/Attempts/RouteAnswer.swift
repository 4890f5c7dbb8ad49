public import Addressing

/// The kernel's own answer to `ip route get ADDRESS`, which needs no privilege.
public struct RouteAnswer: Sendable, Hashable {
  /// The interface packets leave by.
  public var interface: String
  /// Who they are handed to; nil where the destination is on the link.
  public var gateway: IPAddress?
  /// The prefix of the route that matched; nil where the kernel did not tell.
  public var prefix: IPPrefix?
  /// The number of the table it stands in; nil where the kernel did not tell.
  public var table: Int?
  /// The source address the route gives.
  public var source: IPAddress?
  /// Whether the destination is this host's own.
  public var isLocal: Bool
  /// Whether an ICMP redirect wrote it (`cache <redirected>`).
  public var isRedirected: Bool
  /// The MTU kept for the destination: a learnt path MTU, or the route's own.
  public var mtu: Int?
  /// Whether the next hop answers for its address, as the neighbour table has it.
  public var neighbour: NeighbourState?

  /// A route to one destination.
  public init(
    interface: String, gateway: IPAddress?, prefix: IPPrefix? = nil, table: Int? = nil,
    source: IPAddress?, isLocal: Bool = false, isRedirected: Bool = false, mtu: Int? = nil,
    neighbour: NeighbourState? = nil
  ) {
    self.interface = interface
    self.gateway = gateway
    self.prefix = prefix
    self.table = table
    self.source = source
    self.isLocal = isLocal
    self.isRedirected = isRedirected
    self.mtu = mtu
    self.neighbour = neighbour
  }

  /// The tables every host has: `default`, `main` and `local`.
  static let usualTables: Set<Int> = [253, 254, 255]
}

/// What the neighbour table says of an address, in the words of `ip neigh`.
public enum NeighbourState: String, Sendable, Hashable, CaseIterable {
  case incomplete = "INCOMPLETE"
  case reachable = "REACHABLE"
  case stale = "STALE"
  case delay = "DELAY"
  case probe = "PROBE"
  case failed = "FAILED"
  case noARP = "NOARP"
  case permanent = "PERMANENT"
  case absent = "absent"

  /// Whether the kernel knows no hardware address for it.
  public var isUnresolved: Bool { self == .incomplete || self == .failed }
}
