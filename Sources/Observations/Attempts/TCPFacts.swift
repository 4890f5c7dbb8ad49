/// What `TCP_INFO` says of a connection (`tcp(7)`, `struct tcp_info` of `<linux/tcp.h>`).
public struct TCPFacts: Sendable, Hashable {
  /// How often a segment, a SYN for one, was sent again.
  public var retransmits: Int
  /// The smoothed round trip time; nil before the first answer.
  public var roundTrip: Duration?
  /// The largest segment we may send: what the peer's SYN-ACK or the path allows.
  public var sendMSS: Int
  /// The largest segment we told the peer.
  public var advertisedMSS: Int
  /// The path MTU the kernel knows; 0 where it knows none.
  public var pathMTU: Int

  /// Facts of a connection.
  public init(
    retransmits: Int, roundTrip: Duration?, sendMSS: Int, advertisedMSS: Int, pathMTU: Int
  ) {
    self.retransmits = retransmits
    self.roundTrip = roundTrip
    self.sendMSS = sendMSS
    self.advertisedMSS = advertisedMSS
    self.pathMTU = pathMTU
  }
}
