/// What a hook does with a packet.
public enum Verdict: Sendable, Hashable {
  /// It goes on.
  case accept
  /// It ends here without a word.
  case drop
  /// It ends here and the sender is told.
  case reject(RejectKind)
  /// It is handed to a program (NFQUEUE, `queue`) that may do anything; not bypassed.
  case queue
  /// Nobody can tell, for the reason given.
  case undecided(because: String)
  /// A TPROXY target delivers it to a local socket.
  case stolen
}

/// How a REJECT answers.
public enum RejectKind: Sendable, Hashable {
  /// An ICMP or ICMPv6 destination-unreachable of this code.
  case icmp(code: UInt8)
  /// A TCP RST.
  case tcpReset
}
