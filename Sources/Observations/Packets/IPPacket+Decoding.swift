import Addressing

extension IPPacket {
  /// RFC 791.
  init?(decoding4 bytes: ArraySlice<UInt8>, _ depth: Int) {
    var cursor = ByteCursor(bytes)
    guard let first = cursor.byte(), let service = cursor.byte(), let total = cursor.word(),
      let identification = cursor.word(), let fragment = cursor.word(),
      let hopLimit = cursor.byte(), let number = cursor.byte(), cursor.word() != nil,
      let source = cursor.address(.ipv4), let destination = cursor.address(.ipv4)
    else { return nil }
    let header = Int(first & 15) * 4
    guard header >= 20, cursor.take(header - 20) != nil else { return nil }
    self.source = source
    self.destination = destination
    self.hopLimit = hopLimit
    transport = TransportProtocol(rawValue: number)
    // Segmentation offload hands on packets without a length: what was captured is all there is.
    length = total == 0 ? bytes.count : Int(total)
    trafficClass = service
    self.identification = identification
    dontFragment = fragment & 0x4000 != 0
    let offset = Int(fragment & 0x1fff) * 8
    let hasMore = fragment & 0x2000 != 0
    self.fragment = offset > 0 || hasMore ? Fragment(offset: offset, hasMore: hasMore) : nil
    guard length >= header else { return nil }
    let rest = cursor.rest.prefix(length - header)
    payload = .other
    if offset == 0 { decode(rest, length - header, depth) }
  }

  /// RFC 8200, with the extension headers of its section 4.
  init?(decoding6 bytes: ArraySlice<UInt8>, _ depth: Int) {
    var cursor = ByteCursor(bytes)
    guard let word = cursor.long(), let total = cursor.word(), var next = cursor.byte(),
      let hopLimit = cursor.byte(), let source = cursor.address(.ipv6),
      let destination = cursor.address(.ipv6)
    else { return nil }
    self.source = source
    self.destination = destination
    self.hopLimit = hopLimit
    transport = TransportProtocol(rawValue: next)
    length = total == 0 ? bytes.count : Int(total) + 40
    trafficClass = UInt8(truncatingIfNeeded: word >> 20)
    identification = 0
    dontFragment = true
    fragment = nil
    payload = .other
    var rest = ByteCursor(cursor.rest.prefix(length - 40))
    var used = 0
    while [0, 43, 44, 60, 135].contains(next) {
      let begin = rest.rest.count
      guard let following = rest.byte(), let extent = rest.byte() else { break }
      if next == 44 {
        guard let place = rest.word(), rest.long() != nil else { break }
        fragment = Fragment(offset: Int(place & 0xfff8), hasMore: place & 1 != 0)
      } else {
        guard rest.take(6 + 8 * Int(extent)) != nil else { break }
      }
      used += begin - rest.rest.count
      next = following
    }
    transport = TransportProtocol(rawValue: next)
    if (fragment?.offset ?? 0) == 0 { decode(rest.rest, length - 40 - used, depth) }
  }

  /// Reads what is behind the headers; `whole` is its length on the wire.
  private mutating func decode(_ bytes: ArraySlice<UInt8>, _ whole: Int, _ depth: Int) {
    switch transport {
    case .tcp:
      payload = TCPSegment(decoding: bytes, whole).map(Payload.tcp) ?? Self.remnant(bytes)
    case .udp:
      payload = UDPDatagram(decoding: bytes, depth).map(Payload.udp) ?? Self.remnant(bytes)
    case .icmp, .icmpv6:
      let packet = ICMPPacket(decoding: bytes, source.family, depth)
      payload =
        packet.map(Payload.icmp)
        ?? .truncated(sourcePort: nil, destinationPort: nil, sequence: nil)
    case TransportProtocol(rawValue: 4), TransportProtocol(rawValue: 41):
      payload = IPPacket(decoding: bytes, depth: depth + 1).map(Payload.tunnelled) ?? .other
    case _: payload = .other
    }
  }

  /// The first eight bytes of a transport header, of which an ICMP error quotes no more.
  private static func remnant(_ bytes: ArraySlice<UInt8>) -> Payload {
    var cursor = ByteCursor(bytes)
    return .truncated(
      sourcePort: cursor.word(), destinationPort: cursor.word(), sequence: cursor.long())
  }
}
