import ArgumentParser
import Glibc

/// The bytes of a file or of standard input, held once.
struct BodyFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// Reads them all.
  func read() throws -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw failure(.notFound, "cannot read \(path): \(String(cString: strerror(errno)))")
    }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    var bytes = [UInt8](repeating: 0, count: max(size + 1, 1 << 16))
    var filled = 0
    while true {
      if filled == bytes.count { bytes += repeatElement(0, count: bytes.count) }
      let count = bytes.withUnsafeMutableBytes { room in
        Glibc.read(descriptor, room.baseAddress.map { $0 + filled }, room.count - filled)
      }
      if count == 0 { break }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw failure(.notFound, "cannot read \(path): \(String(cString: strerror(errno)))")
      }
      filled += count
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
