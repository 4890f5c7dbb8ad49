/// `-m pkttype`: how the link layer addressed the packet.
public struct PkttypeMatch: MatchExtension {
  public static let name = "pkttype"
  /// `--pkt-type`.
  public var type = PacketType.unicast
  /// `!` before it.
  public var isInverted = false

  /// The match without any option.
  public init() {}
}

extension PkttypeMatch {
  /// `PACKET_*` of linux/if_packet.h.
  public enum PacketType: String, Sendable, Hashable {
    /// To this host.
    case unicast
    case broadcast
    case multicast
    /// To another host; seen in promiscuous mode.
    case otherHost = "otherhost"
  }
}
