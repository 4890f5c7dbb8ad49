public import Addressing

/// One entry of a socket's error queue (`ip(7)`, `IP_RECVERR`): who objected to what was sent, and how.
public struct ErrorReport: Sendable, Hashable {
  /// The errno that the kernel makes of it.
  public var error: ErrorNumber
  /// Where it comes from.
  public var origin: Origin
  /// How long after the attempt began it came.
  public var delay: Duration

  /// Where an entry comes from (`SO_EE_ORIGIN_…` of `<linux/errqueue.h>`).
  public enum Origin: Sendable, Hashable {
    /// The kernel of this host, without a packet.
    case local
    /// An ICMP message, with the address that sent it: it may be this host's own.
    case icmp(ICMPMessage, from: IPAddress?)
    /// An origin we do not know, by its number.
    case unknown(UInt8)
  }

  /// An entry of the queue.
  public init(error: ErrorNumber, origin: Origin, delay: Duration) {
    self.error = error
    self.origin = origin
    self.delay = delay
  }
}
