/// What libpcap counted at one interface (`pcap_stats(3PCAP)`).
public struct CaptureStatistics: Sendable, Hashable {
  /// The interface.
  public var interface: String
  /// Packets that the filter let through.
  public var received: Int
  /// Packets that the kernel lost because its buffer was full.
  public var dropped: Int

  /// Counts of one interface.
  public init(interface: String, received: Int, dropped: Int) {
    self.interface = interface
    self.received = received
    self.dropped = dropped
  }
}
