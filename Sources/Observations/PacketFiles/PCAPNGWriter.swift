/// Writes packets as pcapng (draft-ietf-opsawg-pcapng) with nanoseconds and a comment for each that has one.
public struct PCAPNGWriter: Sendable {
  /// What is written and was not taken yet.
  private var bytes: [UInt8] = []
  private var interfaces: [Key: UInt32] = [:]

  private struct Key: Hashable {
    var name: String
    var linkType: LinkType
  }

  /// Begins a file.
  public init() {
    block(0x0a0d_0d0a) { body in
      body.long(0x1a2b_3c4d)
      body.word(1)
      body.word(0)
      body.long(.max)
      body.long(.max)
      body.option(4, Array("diagnose".utf8))
      body.endOptions()
    }
  }

  /// Appends a packet, and its interface where it is the first of it.
  public mutating func append(_ packet: CapturedPacket, comment: String? = nil) {
    let index = interface(packet)
    let time = UInt64(max(0, packet.time))
    block(6) { body in
      body.long(index)
      body.long(UInt32(truncatingIfNeeded: time >> 32))
      body.long(UInt32(truncatingIfNeeded: time))
      body.long(UInt32(packet.bytes.count))
      body.long(UInt32(clamping: packet.originalLength))
      body.padded(packet.bytes)
      if let comment = comment ?? packet.comment {
        body.option(1, Array(comment.utf8.prefix(65_000)))
        body.endOptions()
      }
    }
  }

  /// Appends how many packets of an interface came, and how many the kernel lost.
  public mutating func append(statistics: CaptureStatistics, of packet: CapturedPacket) {
    let index = interface(packet)
    block(5) { body in
      body.long(index)
      body.long(0)
      body.long(0)
      body.option(4, Fields.number(UInt64(statistics.received)))
      body.option(7, Fields.number(UInt64(statistics.dropped)))
      body.endOptions()
    }
  }

  /// What was written since the last call: to be appended to a file.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll() }
    return bytes
  }

  private mutating func interface(_ packet: CapturedPacket) -> UInt32 {
    let key = Key(name: packet.interface, linkType: packet.linkType)
    if let known = interfaces[key] { return known }
    let index = UInt32(interfaces.count)
    interfaces[key] = index
    block(1) { body in
      body.word(UInt16(truncatingIfNeeded: packet.linkType.rawValue))
      body.word(0)
      body.long(0)
      if !packet.interface.isEmpty { body.option(2, Array(packet.interface.utf8)) }
      body.option(9, [9])
      body.endOptions()
    }
    return index
  }

  private mutating func block(_ type: UInt32, _ body: (inout Fields) -> Void) {
    var fields = Fields()
    body(&fields)
    let length = UInt32(fields.bytes.count + 12)
    var whole = Fields()
    whole.long(type)
    whole.long(length)
    whole.bytes += fields.bytes
    whole.long(length)
    bytes += whole.bytes
  }

  /// Little-endian fields.
  private struct Fields {
    var bytes: [UInt8] = []

    static func number(_ value: UInt64) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }

    mutating func word(_ value: UInt16) { bytes += Self.number(UInt64(value)).prefix(2) }
    mutating func long(_ value: UInt32) { bytes += Self.number(UInt64(value)).prefix(4) }

    mutating func padded(_ value: [UInt8]) {
      bytes += value
      bytes += [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
    }

    mutating func option(_ code: UInt16, _ value: [UInt8]) {
      word(code)
      word(UInt16(value.count))
      padded(value)
    }

    mutating func endOptions() { long(0) }
  }
}
