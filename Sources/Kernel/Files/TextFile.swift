import Glibc

/// A file of `/proc`, whose size is not known beforehand.
enum TextFile {
  /// All its bytes, read in blocks of 16 KiB.
  static func read(_ path: String) throws(KernelError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", subject: path, errno: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      var status: Int32 = 0
      let block = unsafe [UInt8](unsafeUninitializedCapacity: 16 * 1024) { room, count in
        let read = unsafe Glibc.read(descriptor, room.baseAddress, room.count)
        status = read < 0 ? errno : 0
        count = max(0, read)
      }
      if status == EINTR { continue }
      guard status == 0 else { throw .system(call: "read", subject: path, errno: status) }
      if block.isEmpty { return bytes }
      bytes += block
    }
  }

  /// Its text without the final line feed; nil where it cannot be read.
  static func text(_ path: String) -> String? {
    guard var bytes = try? read(path) else { return nil }
    while bytes.last == 10 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
