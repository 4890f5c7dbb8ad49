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
}
