/// What an attempt showed, in the groups that tell causes apart.
public enum ProbeSign: String, Sendable, Hashable, CaseIterable {
  /// It was answered.
  case answered
  /// A TCP reset, from the end of the way as far as can be told.
  case reset
  /// A TCP reset whose TTL says that a host on the way wrote it: a rule's `tcp-reset`.
  case resetByRule = "reset-by-rule"
  /// ICMP port unreachable.
  case icmpPort = "icmp-port"
  /// ICMP administratively prohibited, of whichever code.
  case icmpProhibited = "icmp-prohibited"
  /// ICMP network unreachable.
  case icmpNetwork = "icmp-network"
  /// ICMP host unreachable within a round trip: a route's or a rule's.
  case icmpHost = "icmp-host"
  /// ICMP host unreachable after seconds: an address nobody answers for.
  case icmpNeighbour = "icmp-neighbour"
  /// ICMP protocol unreachable, or a message of another kind.
  case icmpOther = "icmp-other"
  /// The TTL ran out, though it was not limited: packets go in circles.
  case loop
  /// A rule of this host refused it; nothing was on the wire.
  case rejectedHere = "rejected-here"
  /// This host sent nothing, and nobody said why.
  case unsent
  /// This host has no route.
  case noRouteHere = "no-route-here"
  /// A route of this host says `unreachable`.
  case unreachableHere = "unreachable-here"
  /// A route or rule of this host says `prohibit`.
  case prohibitedHere = "prohibited-here"
  /// A route or rule of this host says `blackhole`.
  case blackholeHere = "blackhole-here"
  /// This process may not send there.
  case notPermittedHere = "not-permitted-here"
  /// This host has no free port, or no file descriptor.
  case noPortHere = "no-port-here"
  /// This host does not have the source address that was asked for.
  case noSourceHere = "no-source-here"
  /// The next hop does not answer for its address on the link.
  case neighbourHere = "neighbour-here"
  /// Nothing came back.
  case silence
  /// An error that we cannot place.
  case unknown
}

/// Where on the way it happened, as far as an unprivileged process can tell.
public enum ProbePlace: String, Sendable, Hashable, CaseIterable {
  /// On this host.
  case here
  /// Before the first router that reports an expired TTL, or in it.
  case start
  /// On a router that had not translated the destination.
  case hop
  /// On the host that has the target's address, or behind the last router in front of it.
  case target
  /// Behind a translation of the destination: a Service's or a node port's DNAT.
  case translated
  /// It cannot be told.
  case unknown
}
