import Addressing
import Glibc

/// A packet of a probe as a raw socket saw it: which probe it belongs to, and what it says.
///
/// The number of a probe travels as the initial sequence number of TCP and in the payload of
/// datagrams and echo requests, so a packet is known whatever was translated in its header.
struct ProbePacket {
  var source: Endpoint
  var destination: Endpoint
  var number: Int
  var meaning: Meaning

  enum Meaning {
    case request
    case reply
    case reset
    /// An ICMP error about the request; what it quotes is in the packet's own endpoints.
    case error(type: UInt8, code: UInt8, from: IPAddress)
  }

  /// What marks our packets among others.
  static let magic: UInt32 = 0x5eed_0000
  /// How many probes can be told apart.
  static let limit = 0x1000

  /// The cookie of probe `number`; a multiple of 16, so that acknowledgements do not collide.
  static func cookie(_ number: Int) -> UInt32 { magic | UInt32(number) << 4 }

  static func number(ofCookie cookie: UInt32) -> Int? {
    cookie & 0xffff_000f == magic ? Int(cookie & 0xffff) >> 4 : nil
  }

  /// The payload of a datagram or an echo request.
  static func payload(_ number: Int, reply: Bool) -> [UInt8] {
    let cookie = cookie(number)
    return (0..<4).map { UInt8(truncatingIfNeeded: cookie >> (24 - 8 * $0)) }
      + Array((reply ? "repl" : "ask!").utf8) + [UInt8](repeating: 0, count: 24)
  }
}

extension ProbePacket {
  /// Reads an IP packet with its header; nil for what is not ours.
  init?(ip bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes)
    guard let version = bytes.first.map({ $0 >> 4 }) else { return nil }
    if version == 4, bytes.count >= 20 {
      let header = Int(bytes[0] & 15) * 4
      guard bytes.count > header else { return nil }
      self.init(
        transport: bytes[9], bytes[header...], source: IPAddress(bytes: bytes[12..<16]),
        destination: IPAddress(bytes: bytes[16..<20]))
    } else if version == 6, bytes.count > 40 {
      self.init(
        transport: bytes[6], bytes[40...], source: IPAddress(bytes: bytes[8..<24]),
        destination: IPAddress(bytes: bytes[24..<40]))
    } else {
      return nil
    }
  }

  /// Reads what follows an IP header.
  init?(
    transport: UInt8, _ slice: ArraySlice<UInt8>, source: IPAddress?, destination: IPAddress?
  ) {
    guard let source, let destination else { return nil }
    let bytes = Array(slice)
    guard bytes.count >= 8 else { return nil }
    func word(_ offset: Int) -> UInt32 {
      guard bytes.count >= offset + 4 else { return 0 }
      return bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    let from = Endpoint(source, port: UInt16(word(0) >> 16))
    let to = Endpoint(destination, port: UInt16(word(0) & 0xffff))
    switch Int32(transport) {
    case Int32(IPPROTO_TCP):
      guard let (number, meaning) = Self.readTCP(word, bytes) else { return nil }
      self.init(source: from, destination: to, number: number, meaning: meaning)
    case Int32(IPPROTO_UDP):
      guard let number = Self.number(ofCookie: word(8)) else { return nil }
      let isReply = word(12) == Self.replyMark
      self.init(
        source: from, destination: to, number: number, meaning: isReply ? .reply : .request)
    case Int32(IPPROTO_ICMP), Int32(IPPROTO_ICMPV6):
      self.init(icmp: bytes, word, source: source, destination: destination)
    default: return nil
    }
  }

  /// `repl`, what a service writes over `ask!`.
  private static let replyMark: UInt32 = 0x7265_706c

  private static func readTCP(_ word: (Int) -> UInt32, _ bytes: [UInt8]) -> (Int, Meaning)? {
    // A quotation may end after eight bytes; it is the request then, since only that is quoted.
    let flags = bytes.count >= 14 ? bytes[13] & 0x17 : 2
    let (syn, rst, ack): (UInt8, UInt8, UInt8) = (2, 4, 16)
    if flags & (syn | ack | rst) == syn {
      return number(ofCookie: word(4)).map { ($0, .request) }
    }
    guard flags & ack != 0, let number = number(ofCookie: word(8) &- 1) else { return nil }
    if flags & rst != 0 { return (number, .reset) }
    return flags & syn != 0 ? (number, .reply) : nil
  }

  private init?(
    icmp bytes: [UInt8], _ word: (Int) -> UInt32, source: IPAddress, destination: IPAddress
  ) {
    let (type, code) = (bytes[0], bytes[1])
    let six = source.family == .ipv6
    if type == (six ? 128 : 8) || type == (six ? 129 : 0) {
      guard let number = Self.number(ofCookie: word(8)) else { return nil }
      let identifier = UInt16(word(4) >> 16)
      self.init(
        source: Endpoint(source, port: identifier), destination: Endpoint(destination, port: 0),
        number: number, meaning: type == (six ? 128 : 8) ? .request : .reply)
      return
    }
    let isError = six ? type < 128 : [3, 4, 5, 11, 12].contains(type)
    guard isError, let quoted = ProbePacket(ip: bytes[8...]) else { return nil }
    guard case .request = quoted.meaning else { return nil }
    self = quoted
    meaning = .error(type: type, code: code, from: source)
  }
}
