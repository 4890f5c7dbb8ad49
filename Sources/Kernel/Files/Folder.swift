import Glibc

/// A directory (readdir(3)).
enum Folder {
  /// The names in it, `.` and `..` left out; none where it cannot be read.
  static func names(_ path: String) -> [String] {
    guard let handle = unsafe opendir(path) else { return [] }
    defer { unsafe _ = closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe KernelBytes(bytes).string
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Where a symbolic link leads (readlink(2)); nil where it is none or cannot be read.
  static func target(of link: String) -> String? {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 256) { room, count in
      guard let base = room.baseAddress else { return }
      let length = unsafe base.withMemoryRebound(to: CChar.self, capacity: room.count) {
        unsafe readlink(link, $0, room.count)
      }
      count = max(0, length)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
