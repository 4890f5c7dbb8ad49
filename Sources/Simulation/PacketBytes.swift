import Addressing
import Firewall

/// The bytes of a packet from its IP header on, as far as a flow tells them.
struct PacketBytes {
  private var bytes: [UInt8] = []
  private var known: [Bool] = []
  /// The length of the packet; nil where the flow does not tell.
  let length: Int?

  init(_ packet: Packet) {
    length = packet.length
    switch packet.family {
    case .ipv4: appendIPv4(packet)
    case .ipv6: appendIPv6(packet)
    }
    appendTransport(packet)
  }

  /// The least number of bytes it has, whatever its length.
  var shortest: Int { bytes.count }

  /// Four bytes in network order, with a mask of the bits that are known.
  func word(at offset: Int) -> (value: UInt32, known: UInt32) {
    var value: UInt32 = 0
    var mask: UInt32 = 0
    for index in offset..<offset + 4 {
      let isKnown = index < known.count && known[index]
      value = value << 8 | (isKnown ? UInt32(bytes[index]) : 0)
      mask = mask << 8 | (isKnown ? 0xff : 0)
    }
    return (value, mask)
  }

  private mutating func append(_ values: [UInt8], isKnown: Bool = true) {
    bytes += values
    known += Array(repeating: isKnown, count: values.count)
  }

  private mutating func append(_ value: UInt16) {
    append([UInt8(value >> 8), UInt8(truncatingIfNeeded: value)])
  }

  private mutating func appendUnknown(_ count: Int) {
    append(Array(repeating: 0, count: count), isKnown: false)
  }

  private mutating func appendIPv4(_ packet: Packet) {
    append([0x45, packet.trafficClass])
    if let length = packet.length { append(UInt16(clamping: length)) } else { appendUnknown(2) }
    appendUnknown(4)
    append([packet.timeToLive, packet.transport.rawValue])
    appendUnknown(2)
    append(packet.source.bytes + packet.destination.bytes)
  }

  private mutating func appendIPv6(_ packet: Packet) {
    append([0x60 | packet.trafficClass >> 4])
    appendUnknown(3)
    if let length = packet.length {
      append(UInt16(clamping: length - 40))
    } else {
      appendUnknown(2)
    }
    append([packet.transport.rawValue, packet.timeToLive])
    append(packet.source.bytes + packet.destination.bytes)
  }

  private mutating func appendTransport(_ packet: Packet) {
    if packet.isICMP {
      append([packet.icmp.type, packet.icmp.code])
      appendUnknown(2)
      if packet.quoted == nil { append(packet.sourcePort) }
      return
    }
    guard packet.transport.hasPorts else { return }
    append(packet.sourcePort)
    append(packet.destinationPort)
    guard packet.transport == .tcp else { return }
    appendUnknown(4)
    if packet.tcpFlags == .syn { append([0, 0, 0, 0]) } else { appendUnknown(4) }
    if let length = packet.length {
      let header = packet.family == .ipv4 ? 20 : 40
      append([UInt8(truncatingIfNeeded: (length - header) / 4) << 4])
    } else {
      appendUnknown(1)
    }
    append([packet.tcpFlags.rawValue])
  }
}
