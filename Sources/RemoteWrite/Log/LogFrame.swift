import CZlib

/// The frame of a record: its length and CRC-32, each four bytes with the lowest first, and the
/// payload.
enum LogFrame {
  static let headSize = 8
  /// A longer record is taken for damage.
  static let longest = 1 << 28

  /// `payload` in its frame.
  static func framed(_ payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.count + headSize)
    append(UInt32(payload.count), to: &bytes)
    append(cz_checksum(payload, payload.count), to: &bytes)
    bytes += payload
    return bytes
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  static func number(_ bytes: [UInt8], at index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * $1) }
  }
}

/// Reads the frames of a file, one after the other.
struct FrameReader {
  private let file: DiskFile
  private var buffer: [UInt8] = []
  private var start = 0

  init(_ file: DiskFile) { self.file = file }

  /// The payload at `offset` and where the next frame begins; nil where no whole frame is.
  mutating func payload(
    at offset: Int
  ) throws(RemoteWriteError) -> (bytes: [UInt8], next: Int)? {
    guard try fill(offset, LogFrame.headSize) else { return nil }
    let length = Int(LogFrame.number(buffer, at: offset - start))
    let checksum = LogFrame.number(buffer, at: offset - start + 4)
    guard (1...LogFrame.longest).contains(length),
      try fill(offset, LogFrame.headSize + length)
    else { return nil }
    let from = offset - start + LogFrame.headSize
    let payload = Array(buffer[from..<from + length])
    guard cz_checksum(payload, length) == checksum else { return nil }
    return (payload, offset + LogFrame.headSize + length)
  }

  /// Makes the buffer hold `count` bytes from `offset` on; false where the file ends before.
  private mutating func fill(_ offset: Int, _ count: Int) throws(RemoteWriteError) -> Bool {
    if offset >= start, offset + count <= start + buffer.count { return true }
    buffer = try file.read(max(count, 1 << 18), at: offset)
    start = offset
    return buffer.count >= count
  }
}
