/// How a way ended.
public enum Disposition: String, Sendable, Hashable, CaseIterable {
  /// A process received it, and its answer came home.
  case delivered
  /// A rule refused it and said so.
  case rejected
  /// A rule, or the stack, dropped it without a word.
  case dropped
  /// A host on the way had no route.
  case noRoute = "no-route"
  /// A route or routing rule refused it: blackhole, unreachable, prohibit.
  case routeRejected = "route-rejected"
  /// Nobody answers for the next hop.
  case neighbourUnreachable = "neighbour-unreachable"
  /// A host that does not forward was asked to.
  case forwardingDisabled = "forwarding-disabled"
  /// `rp_filter`, or another check of the source, dropped it.
  case reversePathFiltered = "reverse-path-filtered"
  /// It arrived, and nothing listens there.
  case notListening = "not-listening"
  /// It was received, and the answer did not come home.
  case replyLost = "reply-lost"
  /// It went in a circle until its time to live ran out.
  case loop
  /// It left the hosts of the snapshot.
  case leavesNetwork = "leaves-network"
  /// The snapshot does not tell.
  case undecided
}
