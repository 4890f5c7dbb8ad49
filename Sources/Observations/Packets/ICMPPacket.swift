public import Addressing

/// An ICMP or ICMPv6 message (RFC 792, RFC 4443, RFC 4861).
public struct ICMPPacket: Sendable, Hashable {
  /// Its family, type and code.
  public var message: ICMPMessage
  /// What else it says.
  public var body: Body

  /// What messages say besides type and code.
  public indirect enum Body: Sendable, Hashable {
    /// An error: the packet it is about as far as it is quoted, and the MTU of "too big".
    case error(quoted: IPPacket?, mtu: Int?)
    /// A redirect: who is to be used, for which packet or destination.
    case redirect(gateway: IPAddress, quoted: IPPacket?, destination: IPAddress?)
    /// An echo request or reply.
    case echo(identifier: UInt16, sequence: UInt16)
    /// A neighbour solicitation or advertisement: whose address it is about.
    case neighbour(target: IPAddress, isRequest: Bool)
    /// Another message.
    case other
  }

  /// The packet that an error or a redirect is about.
  public var quoted: IPPacket? {
    switch body {
    case .error(let quoted, _), .redirect(_, let quoted, _): quoted
    case .echo, .neighbour, .other: nil
    }
  }

  init?(decoding bytes: ArraySlice<UInt8>, _ family: IPFamily, _ depth: Int) {
    var cursor = ByteCursor(bytes)
    guard let type = cursor.byte(), let code = cursor.byte(), cursor.word() != nil,
      let rest = cursor.long()
    else { return nil }
    message = ICMPMessage(family, type: type, code: code)
    let quoted = { (bytes: ArraySlice<UInt8>) in IPPacket(decoding: bytes, depth: depth + 1) }
    switch (family, type) {
    case (.ipv4, 3), (.ipv4, 4), (.ipv4, 11), (.ipv4, 12):
      let mtu = type == 3 && code == 4 ? Int(rest & 0xffff) : nil
      body = .error(quoted: quoted(cursor.rest), mtu: mtu)
    case (.ipv4, 5):
      body = .redirect(
        gateway: IPAddress(v4: rest), quoted: quoted(cursor.rest), destination: nil)
    case (.ipv4, 0), (.ipv4, 8), (.ipv6, 128), (.ipv6, 129):
      body = .echo(
        identifier: UInt16(rest >> 16), sequence: UInt16(truncatingIfNeeded: rest))
    case (.ipv6, 1), (.ipv6, 2), (.ipv6, 3), (.ipv6, 4):
      body = .error(quoted: quoted(cursor.rest), mtu: type == 2 ? Int(rest) : nil)
    case (.ipv6, 135), (.ipv6, 136):
      body =
        cursor.address(.ipv6).map { .neighbour(target: $0, isRequest: type == 135) } ?? .other
    case (.ipv6, 137):
      guard let gateway = cursor.address(.ipv6) else {
        body = .other
        return
      }
      body = .redirect(gateway: gateway, quoted: nil, destination: cursor.address(.ipv6))
    case _: body = .other
    }
  }
}
