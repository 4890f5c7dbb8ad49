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

// MARK: Syntax

extension PkttypeMatch: MatchSyntax {
  static let options: [String] = ["pkt-type"]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "pkt-type":
      let name = try words.string().lowercased()
      guard let type = PacketType(rawValue: Self.aliases[name] ?? name) else {
        throw .unknown("it does not know the packet type \(name)")
      }
      (self.type, isInverted) = (type, words.inversion())
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    text.option("pkt-type", isInverted: isInverted)
    text.word(type.rawValue)
  }

  private static let aliases = ["host": "unicast", "bcast": "broadcast", "mcast": "multicast"]
}
