import Addressing
public import Observations

extension CapturedPacket {
  /// The packet in one line, without its time: `eth0 192.168.1.10:40000 → 10.43.4.242:8082 SYN …`.
  public var line: String {
    let place = interface.isEmpty ? "" : interface + " "
    let tags = frame.vlans.map { "vlan \($0) " }.joined()
    let log = frame.log.map { "\"\($0.prefix)\" " } ?? ""
    return place + tags + log + frame.content.line
  }

  /// The comment that a capture file gets for it; nil where there is nothing to say.
  public var remark: String? {
    guard let ip else { return nil }
    switch ip.payload {
    case .tcp(let segment) where segment.isReset: return "RST, TTL \(ip.hopLimit)"
    case .tcp(let segment) where segment.isSYN: return "SYN, TTL \(ip.hopLimit)"
    case .tcp(let segment) where segment.isSYNACK: return "SYN-ACK, TTL \(ip.hopLimit)"
    case .icmp(let icmp):
      guard let quoted = icmp.quoted else { return "\(icmp.message) from \(ip.source)" }
      return "\(icmp.message) from \(ip.source), quoting TTL \(quoted.hopLimit)"
    case .tcp, .udp, .tunnelled, .other, .truncated: return nil
    }
  }
}

extension Frame.Content {
  fileprivate var line: String {
    switch self {
    case .ip(let packet): packet.line
    case .arp(let arp):
      arp.isRequest
        ? "ARP \(arp.sender) asks who has \(arp.target)"
        : "ARP \(arp.sender) is at \(arp.senderHardware)"
    case .other(let type): "EtherType 0x\(String(type, radix: 16))"
    case .malformed(let layer): "malformed: \(layer)"
    }
  }
}

extension IPPacket {
  fileprivate var line: String {
    let ends =
      ports.map {
        "\(Endpoint(source, port: $0.source)) → \(Endpoint(destination, port: $0.destination))"
      }
      ?? "\(source) → \(destination)"
    let part = fragment.map { " fragment at \($0.offset)\($0.hasMore ? "+" : "")" } ?? ""
    return "\(ends) \(payload.words(transport)), TTL \(hopLimit)\(part)"
  }
}

extension IPPacket.Payload {
  fileprivate func words(_ transport: TransportProtocol) -> String {
    switch self {
    case .tcp(let segment): segment.words
    case .udp(let datagram):
      if let inner = datagram.inner {
        "VXLAN \(datagram.networkIdentifier ?? 0) [\(inner.content.line)]"
      } else {
        "UDP, \(max(0, datagram.length - 8)) bytes"
      }
    case .icmp(let icmp):
      "\(icmp.message)" + (icmp.quoted.map { " about [\($0.line)]" } ?? "")
    case .tunnelled(let inner): "[\(inner.line)]"
    case .other: "\(transport)"
    case .truncated: "\(transport) cut off"
    }
  }
}

extension TCPSegment {
  fileprivate var words: String {
    let names: [(Flags, String)] = [
      (.syn, "SYN"), (.fin, "FIN"), (.reset, "RST"), (.push, "PSH"), (.acknowledge, "ACK"),
    ]
    var text = names.filter { flags.contains($0.0) }.map(\.1).joined(separator: "-")
    if text.isEmpty { text = "no flags" }
    if let size = maximumSegmentSize { text += ", MSS \(size)" }
    if dataLength > 0 { text += ", \(dataLength) bytes" }
    return text
  }
}
