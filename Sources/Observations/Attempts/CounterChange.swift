/// How counters that anybody may read changed between the first and the last packet sent.
///
/// They count the whole network namespace: on a busy host they show more than the probe did.
public struct CounterChange: Sendable, Hashable {
  /// TCP segments and datagrams that the probe handed to the kernel, retransmissions included.
  public var sent: Int
  /// Packets that left by the route's interface (`/proc/net/dev`); nil where there is none.
  public var transmitted: Int?
  /// Resets that this host sent (`Tcp: OutRsts`): to answers no socket asked for.
  public var resetsSent: Int
  /// Unreachable messages that came in (`Icmp: InDestUnreachs`).
  public var unreachablesReceived: Int
  /// ICMP redirects that came in (`Icmp: InRedirects`).
  public var redirectsReceived: Int

  /// Changes between two readings.
  public init(
    sent: Int, transmitted: Int?, resetsSent: Int = 0, unreachablesReceived: Int = 0,
    redirectsReceived: Int = 0
  ) {
    self.sent = sent
    self.transmitted = transmitted
    self.resetsSent = resetsSent
    self.unreachablesReceived = unreachablesReceived
    self.redirectsReceived = redirectsReceived
  }

  /// Whether certainly some of what was sent never left: the interface carried less than was sent.
  public var keptBack: Bool { transmitted.map { $0 < sent } ?? false }
}
