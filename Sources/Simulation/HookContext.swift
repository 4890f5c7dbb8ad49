public import Addressing
public import Firewall

/// All that a rule can look at and change: the packet, its connection on this host, where it is.
public struct HookContext: Sendable {
  /// The packet as it stands here.
  public var packet: Packet
  /// The hook it is at.
  public var hook: Hook
  /// The state conntrack gave it on this host.
  public var state: TrackingState = .untrackedYet
  /// Which direction of ``connection`` it is.
  public var direction: ConnectionDirection = .original
  /// The connection it belongs to on this host; nil when untracked, invalid or not yet seen.
  public var connection: Connection?
  /// The zone that a raw-table rule chose before conntrack looked (`CT --zone`).
  public var templateZone: UInt16?
  /// For which direction that zone counts.
  public var templateZoneDirection: CTTarget.Zone.Direction = .both
  /// The helper that a raw-table rule chose before conntrack looked.
  public var templateHelper: String?
  /// Sets that a rule has changed on the way, so that what they hold is no longer known.
  public var changedSets: Set<String> = []
  /// Whether `TRACE` or `meta nftrace set 1` was said of it.
  public var isTraced = false
  /// The router it is handed to next; nil when its destination is on the link.
  public var nextHop: IPAddress?
  /// The answers to what the snapshot cannot decide.
  public var tape: DecisionTape

  /// A packet at `hook`.
  public init(packet: Packet, hook: Hook, tape: DecisionTape = DecisionTape()) {
    self.packet = packet
    self.hook = hook
    self.tape = tape
  }
}
