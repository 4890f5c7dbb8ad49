import Addressing
import Firewall

/// `xt_length.c`, `length_mt` and `length_mt6`. Where the flow does not tell the length, the smallest
/// and largest that the headers allow may still decide.
extension LengthMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    let packet = context.packet
    if let length = packet.length {
      return Truth(range.contains(UInt16(clamping: length)) != isInverted)
    }
    let bounds = packet.possibleLengths
    if range.first <= bounds.first, bounds.last <= range.last { return Truth(!isInverted) }
    if range.last < bounds.first || bounds.last < range.first { return Truth(isInverted) }
    return open(context, "the length of the packet is not known")
  }
}

extension Packet {
  /// The lengths a packet of this kind can have; a TCP packet with SYN or RST has no payload.
  var possibleLengths: ValueRange<UInt16> {
    let header: UInt16 = family == .ipv4 ? 20 : 40
    switch transport {
    case .tcp where !tcpFlags.isDisjoint(with: [.syn, .rst]):
      return ValueRange(header + 20, header + 60)
    case .tcp: return ValueRange(header + 20, .max)
    case .udp, .icmp, .icmpv6: return ValueRange(header + 8, .max)
    case _: return ValueRange(header, .max)
    }
  }
}
