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
    var bytes: [UInt8] = []
    // A pipe has no size: then the array grows.
    bytes.reserveCapacity(max(size + 1, 1 << 16))
    var piece = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw failure(.notFound, "cannot read \(path): \(String(cString: strerror(errno)))")
      }
      bytes += piece[..<count]
    }
  }
}
