import CNetworkNamespace
import Glibc

/// An anonymous file in memory: what a child process reads and prints, without pipes to fill up.
final class MemoryFile {
  let descriptor: Int32

  /// A file that holds `text`, to be read from its start.
  init(_ text: String) throws(LabError) {
    let descriptor = cnn_memory_file()
    guard descriptor >= 0 else { throw .call("memfd_create", errno: -descriptor) }
    self.descriptor = descriptor
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { throw .call("write", errno: errno) }
      rest = rest.dropFirst(written)
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  /// All that was written to it.
  var text: String {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > 0 else { return "" }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, size, 0))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
