import Addressing
import Firewall

extension NFTRuleCompiler {
  /// Writes a header field of the packet itself, behind conntrack's back (`nft_payload_set_eval`).
  /// Nil for fields that no packet value holds.
  static func payloadWriter(_ payload: NFTables.Payload) -> Writer? {
    switch payload {
    case .field("ip", let field): networkWriter(field, .ipv4)
    case .field("ip6", let field): networkWriter(field, .ipv6)
    case .field("tcp", "flags"):
      { context, value in
        guard context.packet.transport == .tcp else { return false }
        context.packet.tcpFlags = TCPFlags(rawValue: UInt8(truncatingIfNeeded: value))
        return true
      }
    case .field("tcp", let field): portWriter(field, .tcp)
    case .field("udp", let field): portWriter(field, .udp)
    case .field("sctp", let field): portWriter(field, .sctp)
    case .field("th", let field): portWriter(field, nil)
    case .field, .raw: nil
    }
  }

  private static func networkWriter(_ field: String, _ family: IPFamily) -> Writer? {
    let write: ((inout Packet, UInt128) -> Void)? =
      switch field {
      case "saddr": { $0.source = NFTConstant.address($1, family) }
      case "daddr": { $0.destination = NFTConstant.address($1, family) }
      case "ttl", "hoplimit": { $0.timeToLive = UInt8(truncatingIfNeeded: $1) }
      case "dscp": { $0.trafficClass = $0.trafficClass & 3 | UInt8(truncatingIfNeeded: $1 << 2) }
      case "ecn": { $0.trafficClass = $0.trafficClass & 0xfc | UInt8(truncatingIfNeeded: $1 & 3) }
      case _: nil
      }
    guard let write else { return nil }
    return { context, value in
      guard context.packet.family == family else { return false }
      write(&context.packet, value)
      return true
    }
  }

  private static func portWriter(_ field: String, _ transport: TransportProtocol?) -> Writer? {
    let isSource = field == "sport"
    guard isSource || field == "dport" else { return nil }
    return { context, value in
      guard context.packet.transport.hasPorts,
        transport == nil || transport == context.packet.transport
      else { return false }
      let port = UInt16(truncatingIfNeeded: value)
      if isSource {
        context.packet.sourcePort = port
      } else {
        context.packet.destinationPort = port
      }
      return true
    }
  }
}
