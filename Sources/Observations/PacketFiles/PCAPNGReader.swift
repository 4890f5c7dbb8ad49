/// Reads the blocks of a pcapng file (draft-ietf-opsawg-pcapng): section, interface, enhanced and
/// simple packet, and interface statistics; others are passed over.
struct PCAPNGReader {
  private let bytes: [UInt8]
  private var isSwapped = false
  private var interfaces: [Interface] = []
  private(set) var packets: [CapturedPacket] = []
  private(set) var dropped = 0
  private(set) var ended: PacketFileError?

  private struct Interface {
    var name = ""
    var linkType: LinkType
    var snapLength: Int
    /// Units of a timestamp in a second.
    var unitsPerSecond: UInt64 = 1_000_000
    /// Seconds to be added to each timestamp.
    var offset: Int64 = 0
    /// What its last statistics said was lost.
    var dropped = 0
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func run() {
    var offset = 0
    while offset < bytes.count {
      guard let length = block(at: offset) else {
        ended = ended ?? .malformed(offset: offset, reason: "a block is cut off")
        return
      }
      offset += length
    }
    dropped = interfaces.reduce(dropped) { $0 + $1.dropped }
  }

  /// Reads one block: its length, nil where it cannot be read.
  private mutating func block(at offset: Int) -> Int? {
    var head = FileCursor(bytes, at: offset)
    head.isSwapped = isSwapped
    guard let type = head.long(), var length = head.long() else { return nil }
    if type == 0x0a0d_0d0a {
      guard let magic = head.long() else { return nil }
      if magic != 0x1a2b_3c4d {
        guard magic.byteSwapped == 0x1a2b_3c4d else { return nil }
        isSwapped.toggle()
        length = length.byteSwapped
      }
      dropped = interfaces.reduce(dropped) { $0 + $1.dropped }
      interfaces = []
    }
    guard length >= 12, length % 4 == 0, length <= PacketFile.longestRecord,
      bytes.count - offset >= Int(length)
    else { return nil }
    var body = FileCursor(bytes, at: offset + 8, to: offset + Int(length) - 4)
    body.isSwapped = isSwapped
    switch type {
    case 1: readInterface(&body)
    case 3: readSimplePacket(&body)
    case 5: readStatistics(&body)
    case 6: readPacket(&body)
    case _: break
    }
    return Int(length)
  }

  private mutating func readInterface(_ body: inout FileCursor) {
    guard let link = body.word(), body.word() != nil, let snap = body.long() else { return }
    var interface = Interface(linkType: LinkType(rawValue: UInt32(link)), snapLength: Int(snap))
    while let (code, value) = option(&body) {
      switch code {
      case 2: interface.name = String(decoding: value, as: UTF8.self)
      case 9: interface.unitsPerSecond = Self.units(value.first ?? 6)
      case 14: interface.offset = Int64(bitPattern: number(value))
      case _: break
      }
    }
    interfaces.append(interface)
  }

  /// `if_tsresol`: a power of ten, or of two with the highest bit set.
  private static func units(_ resolution: UInt8) -> UInt64 {
    let exponent = Int(resolution & 0x7f)
    if resolution & 0x80 != 0 { return exponent < 63 ? 1 << UInt64(exponent) : 1 << 62 }
    return (0..<min(exponent, 18)).reduce(1) { units, _ in units * 10 }
  }

  private mutating func readPacket(_ body: inout FileCursor) {
    guard let index = body.long(), let high = body.long(), let low = body.long(),
      let kept = body.long(), let original = body.long(), kept <= PacketFile.longestRecord,
      let bytes = body.take(Int(kept)), Int(index) < interfaces.count
    else { return }
    _ = body.skip((4 - Int(kept) % 4) % 4)
    var comment: String?
    while let (code, value) = option(&body) {
      if code == 1 { comment = String(decoding: value, as: UTF8.self) }
    }
    let interface = interfaces[Int(index)]
    let stamp = UInt64(high) << 32 | UInt64(low)
    packets.append(
      CapturedPacket(
        time: Self.nanoseconds(stamp, interface.unitsPerSecond, interface.offset),
        interface: interface.name, linkType: interface.linkType, bytes: Array(bytes),
        originalLength: Int(original), comment: comment))
  }

  private static func nanoseconds(_ stamp: UInt64, _ units: UInt64, _ offset: Int64) -> Int64 {
    let seconds = Int64(clamping: stamp / units).addingReportingOverflow(offset).partialValue
    let whole = seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue
    let (product, overflow) = (stamp % units).multipliedReportingOverflow(by: 1_000_000_000)
    let fraction = overflow ? 0 : product / units
    return whole.addingReportingOverflow(Int64(clamping: fraction)).partialValue
  }

  private mutating func readSimplePacket(_ body: inout FileCursor) {
    guard let interface = interfaces.first, let original = body.long() else { return }
    let snap = interface.snapLength == 0 ? Int(original) : interface.snapLength
    guard let bytes = body.take(min(Int(original), snap, body.left)) else { return }
    packets.append(
      CapturedPacket(
        time: 0, interface: interface.name, linkType: interface.linkType, bytes: Array(bytes),
        originalLength: Int(original)))
  }

  private mutating func readStatistics(_ body: inout FileCursor) {
    guard let index = body.long(), body.skip(8), Int(index) < interfaces.count else { return }
    var lost = 0
    while let (code, value) = option(&body) {
      if code == 5 || code == 7 { lost += Int(clamping: number(value)) & 0xffff_ffff }
    }
    interfaces[Int(index)].dropped = lost
  }

  /// The next option; nil at their end.
  private func option(_ body: inout FileCursor) -> (code: UInt16, value: ArraySlice<UInt8>)? {
    guard let code = body.word(), let length = body.word(), code != 0,
      let value = body.take(Int(length))
    else { return nil }
    _ = body.skip((4 - Int(length) % 4) % 4)
    return (code, value)
  }

  private func number(_ value: ArraySlice<UInt8>) -> UInt64 {
    let bytes = value.prefix(8)
    let ordered = isSwapped ? Array(bytes) : bytes.reversed()
    return ordered.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
