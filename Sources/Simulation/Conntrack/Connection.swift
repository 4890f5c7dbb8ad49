/// One tracked connection of one host (`struct nf_conn`).
public struct Connection: Sendable, Hashable {
  /// The first packet's addresses as they came.
  public var original: ConnectionTuple
  /// The addresses an answer is expected to have: what NAT has made of them, inverted.
  public var reply: ConnectionTuple
  /// The conntrack zone of the original direction; 0 unless `CT --zone` said another.
  public var zone: UInt16 = 0
  /// The conntrack zone of the reply direction.
  public var replyZone: UInt16 = 0
  /// The connection mark.
  public var mark: UInt32 = 0
  /// Whether the source is translated (`IPS_SRC_NAT`).
  public var sourceIsTranslated = false
  /// Whether the destination is translated (`IPS_DST_NAT`).
  public var destinationIsTranslated = false
  /// Whether source NAT was decided, be it for "no change" (`IPS_SRC_NAT_DONE`).
  public var sourceNATIsDecided = false
  /// Whether destination NAT was decided, be it for "no change" (`IPS_DST_NAT_DONE`).
  public var destinationNATIsDecided = false
  /// Whether the entry is in the table: the first packet passed POSTROUTING or INPUT.
  public var isConfirmed = false
  /// Whether a packet of the reply direction was seen (`IPS_SEEN_REPLY`).
  public var hasSeenReply = false
  /// Whether the source port after translation was drawn at random, so that nobody can tell it.
  public var replyPortIsRandom = false
  /// The helper that `CT --helper` assigned.
  public var helper: String?
  /// The labels set by `connlabel` or `ct label`.
  public var labels: UInt64 = 0

  /// A connection whose first packet has the tuple `original`, not translated.
  public init(original: ConnectionTuple) {
    self.original = original
    reply = original.inverse
  }
}

/// What `-m conntrack --ctstate` calls the state of a packet.
public enum TrackingState: Sendable, Hashable {
  /// Conntrack did not look at it yet, or is not active on this host.
  case untrackedYet
  case invalid
  case new
  case established
  case related
  /// `NOTRACK` was said of it.
  case untracked
}

/// Which way a packet goes, seen from its connection's first packet.
public enum ConnectionDirection: Sendable, Hashable {
  case original
  case reply
}
