import Addressing
import Firewall
import Routing

extension NFTRuleCompiler {
  /// Reads header fields. A field of another protocol than the packet's is missing: nft puts the
  /// protocol's own match before it and does not print that.
  func payloadReader(_ payload: NFTables.Payload) -> NFTReader {
    switch payload {
    case .field("ip", let field): Self.ip4(field)
    case .field("ip6", let field): Self.ip6(field)
    case .field("tcp", let field): Self.transport(.tcp, field, Self.tcp)
    case .field("udp", let field): Self.transport(.udp, field, Self.udp)
    case .field("udplite", let field): Self.transport(.udplite, field, Self.udp)
    case .field("sctp", let field): Self.transport(.sctp, field, Self.other)
    case .field("dccp", let field): Self.transport(.dccp, field, Self.other)
    case .field("th", "sport"): Self.raw(.transport, 0, 16)
    case .field("th", "dport"): Self.raw(.transport, 16, 16)
    case .field("icmp", let field): Self.icmp(.icmp, field)
    case .field("icmpv6", let field): Self.icmp(.icmpv6, field)
    case .field("ether", let field): etherReader(field)
    case .field("ah", let field): Self.transport(.ah, field, Self.other)
    case .field("esp", let field): Self.transport(.esp, field, Self.other)
    case .field("igmp", let field): Self.transport(.igmp, field, Self.other)
    case .field("arp", _), .field("vlan", _): { _ in .missing }
    case .field: Self.unknown(payload.text)
    case .raw(let base, let offset, let length): Self.raw(base, offset, length)
    }
  }

  private static func ip4(_ field: String) -> NFTReader {
    let read: (Packet) -> NFTReading =
      switch field {
      case "saddr": { .value(UInt128($0.source.low)) }
      case "daddr": { .value(UInt128($0.destination.low)) }
      case "protocol": { .number($0.transport.rawValue) }
      case "version": { _ in .value(4) }
      case "hdrlength": { _ in .value(5) }
      case "dscp": { .number($0.trafficClass >> 2) }
      case "ecn": { .number($0.trafficClass & 3) }
      case "ttl": { .number($0.timeToLive) }
      case "length": { .number($0.length, orUnknown: "the packet's length") }
      case "frag-off":
        { _ in
          .partial(0, unknownBits: 0x4000, because: "whether the packet may be fragmented")
        }
      case let name: { _ in .unknown("ip \(name)") }
      }
    return { context in
      context.packet.family == .ipv4 ? read(context.packet) : .missing
    }
  }

  private static func ip6(_ field: String) -> NFTReader {
    let read: (Packet) -> NFTReading =
      switch field {
      case "saddr": { .value(NFTConstant.number($0.source)) }
      case "daddr": { .value(NFTConstant.number($0.destination)) }
      case "nexthdr": { .number($0.transport.rawValue) }
      case "version": { _ in .value(6) }
      case "dscp": { .number($0.trafficClass >> 2) }
      case "ecn": { .number($0.trafficClass & 3) }
      case "hoplimit": { .number($0.timeToLive) }
      case "length": { .number($0.length.map { $0 - 40 }, orUnknown: "the packet's length") }
      case let name: { _ in .unknown("ip6 \(name)") }
      }
    return { context in
      context.packet.family == .ipv6 ? read(context.packet) : .missing
    }
  }

  private static func transport(
    _ wanted: TransportProtocol, _ field: String,
    _ others: (TransportProtocol, String) -> (Packet) -> NFTReading
  ) -> NFTReader {
    let read: (Packet) -> NFTReading =
      switch field {
      case "sport": { .number($0.sourcePort) }
      case "dport": { .number($0.destinationPort) }
      case let name: others(wanted, name)
      }
    return { context in
      context.packet.transport == wanted ? read(context.packet) : .missing
    }
  }

  private static func tcp(_ transport: TransportProtocol, _ field: String) -> (Packet) -> NFTReading
  {
    switch field {
    case "flags": return { .number($0.tcpFlags.rawValue) }
    case "reserved", "urgptr": return { _ in .value(0) }
    case "ackseq":
      return { $0.tcpFlags.contains(.ack) ? .unknown("tcp ackseq") : .value(0) }
    case _: return other(transport, field)
    }
  }

  private static func udp(_ transport: TransportProtocol, _ field: String) -> (Packet) -> NFTReading
  {
    guard field == "length" else { return other(transport, field) }
    return {
      let header = $0.family == .ipv4 ? 20 : 40
      return .number($0.length.map { $0 - header }, orUnknown: "the packet's length")
    }
  }

  private static func other(
    _ transport: TransportProtocol, _ field: String
  ) -> (Packet) -> NFTReading {
    let text = "\(transport) \(field)"
    return { _ in .unknown(text) }
  }

  private static func icmp(_ transport: TransportProtocol, _ field: String) -> NFTReader {
    return { context in
      guard context.packet.transport == transport else { return .missing }
      let message = context.packet.icmp
      switch field {
      case "type": return .number(message.type)
      case "code": return .number(message.code)
      case "id":
        let isEcho: [UInt8] = transport == .icmp ? [0, 8] : [128, 129]
        return isEcho.contains(message.type) ? .number(context.packet.sourcePort) : .missing
      case _: return .unknown("\(transport) \(field)")
      }
    }
  }

  /// Ethernet fields stay readable after a packet came in by an Ethernet device; one made here has
  /// no such header yet.
  private func etherReader(_ field: String) -> NFTReader {
    return { [unowned host = program.host] context in
      guard let link = context.packet.inInterface, host.links[link].linkType == "ether" else {
        return .missing
      }
      switch field {
      case "type": return .value(context.packet.family == .ipv4 ? 0x0800 : 0x86dd)
      case "saddr":
        return .number(context.packet.sourceMAC?.bits, orUnknown: "the packet's Ethernet source")
      case "daddr":
        guard context.packet.frameKind == .host else { return .unknown("ether daddr") }
        return .number(host.links[link].macAddress?.bits, orUnknown: "ether daddr")
      case _: return .unknown("ether \(field)")
      }
    }
  }

  /// Bits at a position: of those the packet's value tells, and the rest is not known.
  private static func raw(
    _ base: NFTables.Payload.Base, _ offset: Int, _ length: Int
  ) -> NFTReader {
    let text = "@\(base.rawValue),\(offset),\(length)"
    guard (0..<65536).contains(offset), (1...128).contains(length) else { return unknown(text) }
    switch base {
    case .network:
      return { PacketHeader.network($0.packet).bits(offset, length, text) }
    case .transport:
      return { PacketHeader.transport($0.packet).bits(offset, length, text) }
    case .link, .inner, .tunnel: return unknown(text)
    }
  }
}
