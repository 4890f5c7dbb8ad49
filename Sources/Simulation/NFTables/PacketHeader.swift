import Addressing
import Firewall

/// The bytes of a header as far as a packet value tells them, for matches by position.
struct PacketHeader {
  private var bytes: [UInt8] = []
  /// Which bits of ``bytes`` are known.
  private var known: [UInt8] = []

  /// The IP header.
  static func network(_ packet: Packet) -> PacketHeader {
    packet.family == .ipv4 ? ip4(packet) : ip6(packet)
  }

  private static func ip4(_ packet: Packet) -> PacketHeader {
    var header = PacketHeader()
    header.append([0x45, packet.trafficClass])
    header.append(length: packet.length)
    header.appendUnknown(2)
    // The fragment offset and "more fragments" are zero; "don't fragment" is not known.
    header.append([0, 0], known: [0xbf, 0xff])
    header.append([packet.timeToLive, packet.transport.rawValue])
    header.appendUnknown(2)
    header.append(packet.source.bytes + packet.destination.bytes)
    return header
  }

  private static func ip6(_ packet: Packet) -> PacketHeader {
    var header = PacketHeader()
    header.append(
      [0x60 | packet.trafficClass >> 4, packet.trafficClass << 4, 0, 0],
      known: [0xff, 0xf0, 0, 0])
    header.append(length: packet.length.map { $0 - 40 })
    header.append([packet.transport.rawValue, packet.timeToLive])
    header.append(packet.source.bytes + packet.destination.bytes)
    return header
  }

  /// The header after the IP header.
  static func transport(_ packet: Packet) -> PacketHeader {
    var header = PacketHeader()
    if packet.isICMP {
      header.append([packet.icmp.type, packet.icmp.code])
      header.appendUnknown(2)
      header.append(packet.quoted == nil ? Self.pair(packet.sourcePort) : [0, 0])
    } else if packet.transport.hasPorts {
      header.append(Self.pair(packet.sourcePort) + Self.pair(packet.destinationPort))
      if packet.transport == .tcp {
        header.appendUnknown(9)
        header.append([packet.tcpFlags.rawValue])
      }
    }
    return header
  }

  private static func pair(_ word: UInt16) -> [UInt8] {
    [UInt8(word >> 8), UInt8(truncatingIfNeeded: word)]
  }

  private mutating func append(_ more: [UInt8], known mask: [UInt8]? = nil) {
    bytes += more
    known += mask ?? Array(repeating: 0xff, count: more.count)
  }

  private mutating func appendUnknown(_ count: Int) {
    append(Array(repeating: 0, count: count), known: Array(repeating: 0, count: count))
  }

  private mutating func append(length: Int?) {
    guard let length else {
      appendUnknown(2)
      return
    }
    append(Self.pair(UInt16(truncatingIfNeeded: length)))
  }

  /// `length` bits from bit `offset` on.
  func bits(_ offset: Int, _ length: Int, _ text: String) -> NFTReading {
    var value: UInt128 = 0
    var unknown: UInt128 = 0
    for bit in offset..<(offset + length) {
      let (byte, shift) = (bit / 8, UInt8(7 - bit % 8))
      let isKnown = byte < bytes.count && known[byte] >> shift & 1 == 1
      value = value << 1 | (isKnown ? UInt128(bytes[byte] >> shift & 1) : 0)
      unknown = unknown << 1 | (isKnown ? 0 : 1)
    }
    return unknown == 0 ? .value(value) : .partial(value, unknownBits: unknown, because: text)
  }
}
