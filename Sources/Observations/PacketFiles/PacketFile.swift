/// The packets of a capture file: pcap with either byte order and precision, or pcapng.
public struct PacketFile: Sendable {
  /// The packets, in the order of the file.
  public private(set) var packets: [CapturedPacket] = []
  /// How many packets the capturing program lost, as far as the file tells (`isb_ifdrop`, `isb_osdrop`).
  public private(set) var dropped: Int = 0
  /// Where and why reading ended early; nil where all of it was read. What came before is kept.
  public private(set) var ended: PacketFileError?

  /// More than any packet has: a length beyond it is a fault of the file.
  static let longestRecord = 1 << 24

  /// Reads a file; throws only where it is no capture at all.
  public init(parsing bytes: [UInt8]) throws(PacketFileError) {
    guard bytes.count >= 4 else { throw .notACapture }
    var reader = FileCursor(bytes)
    switch reader.long() {
    case 0xa1b2_c3d4: readClassic(&reader, nanoseconds: false)
    case 0xa1b2_3c4d: readClassic(&reader, nanoseconds: true)
    case 0xd4c3_b2a1:
      reader.isSwapped = true
      readClassic(&reader, nanoseconds: false)
    case 0x4d3c_b2a1:
      reader.isSwapped = true
      readClassic(&reader, nanoseconds: true)
    case 0x0a0d_0d0a: readNextGeneration(bytes)
    case _: throw .notACapture
    }
  }

  private mutating func readClassic(_ reader: inout FileCursor, nanoseconds: Bool) {
    guard reader.skip(16), let link = reader.long() else {
      ended = .malformed(offset: reader.offset, reason: "the file header is cut off")
      return
    }
    let linkType = LinkType(rawValue: link & 0x03ff_ffff)
    while !reader.isAtEnd {
      let begin = reader.offset
      guard let seconds = reader.long(), let fraction = reader.long(), let kept = reader.long(),
        let original = reader.long()
      else {
        ended = .malformed(offset: begin, reason: "a packet's header is cut off")
        return
      }
      guard kept <= Self.longestRecord, let bytes = reader.take(Int(kept)) else {
        ended = .malformed(offset: begin, reason: "a packet of \(kept) bytes is cut off")
        return
      }
      packets.append(
        CapturedPacket(
          time: Int64(seconds) * 1_000_000_000 + Int64(fraction) * (nanoseconds ? 1 : 1000),
          interface: "", linkType: linkType, bytes: Array(bytes), originalLength: Int(original)))
    }
  }

  private mutating func readNextGeneration(_ bytes: [UInt8]) {
    var reader = PCAPNGReader(bytes)
    reader.run()
    packets = reader.packets
    dropped = reader.dropped
    ended = reader.ended
  }
}

/// Reads fields of a file in its byte order.
struct FileCursor {
  private let bytes: [UInt8]
  private(set) var offset: Int
  /// Whether the file is not little-endian.
  var isSwapped = false
  private let end: Int

  init(_ bytes: [UInt8], at offset: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.offset = offset
    self.end = min(end ?? bytes.count, bytes.count)
  }

  var isAtEnd: Bool { offset >= end }
  var left: Int { end - offset }

  mutating func skip(_ count: Int) -> Bool { take(count) != nil }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, left >= count else { return nil }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  mutating func word() -> UInt16? {
    guard let two = take(2), let low = two.first, let high = two.last else { return nil }
    let value = UInt16(high) << 8 | UInt16(low)
    return isSwapped ? value.byteSwapped : value
  }

  mutating func long() -> UInt32? {
    guard let four = take(4) else { return nil }
    let value = four.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return isSwapped ? value.byteSwapped : value
  }
}
