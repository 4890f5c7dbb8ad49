import Glibc

/// One open file.
final class DiskFile {
  let path: String
  private let descriptor: Int32

  /// Opens `path` with the flags of open(2); what it makes may be read by its owner only.
  init(_ path: String, _ flags: Int32) throws(RemoteWriteError) {
    self.path = path
    descriptor = open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(call: "open", path: path, errno: errno) }
  }

  deinit { close(descriptor) }

  /// fstat(2): the length in bytes.
  func size() throws(RemoteWriteError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .system(call: "fstat", path: path, errno: errno)
    }
    return Int(status.st_size)
  }

  /// pwrite(2), all of it.
  func write(_ bytes: [UInt8], at offset: Int) throws(RemoteWriteError) {
    var rest = bytes
    var offset = offset
    while !rest.isEmpty {
      let count = pwrite(descriptor, rest, rest.count, off_t(offset))
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(call: "write", path: path, errno: errno)
      }
      if count == rest.count { return }
      rest = Array(rest[count...])
      offset += count
    }
  }

  /// pread(2): at most `count` bytes, fewer at the end of the file.
  func read(_ count: Int, at offset: Int) throws(RemoteWriteError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    while true {
      let got = pread(descriptor, &bytes, count, off_t(offset))
      if got >= 0 {
        bytes.removeLast(count - got)
        return bytes
      }
      guard errno == EINTR else { throw .system(call: "read", path: path, errno: errno) }
    }
  }

  /// ftruncate(2).
  func truncate(to size: Int) throws(RemoteWriteError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else {
      throw .system(call: "ftruncate", path: path, errno: errno)
    }
  }

  /// fdatasync(2).
  func sync() throws(RemoteWriteError) {
    guard fdatasync(descriptor) == 0 else {
      throw .system(call: "fdatasync", path: path, errno: errno)
    }
  }

  /// flock(2): false where another process holds the file.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}

/// What is in a folder.
enum Folder {
  /// Makes a folder and those above it.
  static func make(_ path: String) throws(RemoteWriteError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + part
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else {
        throw .system(call: "mkdir", path: made, errno: errno)
      }
    }
  }

  /// The names in a folder, in order.
  static func names(_ path: String) throws(RemoteWriteError) -> [String] {
    guard let stream = opendir(path) else {
      throw .system(call: "opendir", path: path, errno: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { place in
        place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// unlink(2); what is gone already is no error.
  static func remove(_ path: String) { _ = unlink(path) }
}
