import CNetfilter
import Glibc

/// A folder of this program's own files, for one process at a time.
///
/// Files are replaced as a whole: a reader finds the old bytes or the new.
public final class StateFolder {
  /// Where it is.
  public let path: String
  private let lock: Int32

  /// Makes the folder where it is missing, and waits until no other process holds it: at most
  /// `seconds`, then throws ``KernelError/taken(subject:)``.
  public init(_ path: String, seconds: Int = 10) throws(KernelError) {
    self.path = path
    try Self.make(path)
    let file = "\(path)/lock"
    lock = unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw .system(call: "open", subject: file, errno: errno) }
    for _ in 0...(seconds * 50) {
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .system(call: "flock", subject: file, errno: errno)
      }
      usleep(20_000)
    }
    throw .taken(subject: path)
  }

  deinit { close(lock) }

  private static func make(_ path: String) throws(KernelError) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      guard unsafe mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
      let error = errno
      // A file system that refuses for another reason may hold the folder all the same.
      if FileStatus.inode(of: made) == nil {
        throw .system(call: "mkdir", subject: made, errno: error)
      }
    }
  }

  /// Whether there is a file of this path.
  public static func holds(_ path: String) -> Bool { FileStatus.inode(of: path) != nil }

  /// The bytes of a file; nil where there is none.
  public func read(_ name: String) throws(KernelError) -> [UInt8]? {
    let file = "\(path)/\(name)"
    if FileStatus.inode(of: file) == nil { return nil }
    return try TextFile.read(file)
  }

  /// Puts `bytes` into a file, on the disk when the call returns.
  public func write(_ name: String, _ bytes: [UInt8]) throws(KernelError) {
    try WholeFile.write("\(path)/\(name)", bytes, mode: 0o600)
  }

  /// Deletes a file, where it is there.
  public func remove(_ name: String) throws(KernelError) {
    let file = "\(path)/\(name)"
    guard unsafe unlink(file) != 0, errno != ENOENT else { return }
    throw .system(call: "unlink", subject: file, errno: errno)
  }

  /// Gives a file another name, in the place of the one that has it.
  public func rename(_ name: String, to other: String) throws(KernelError) {
    guard unsafe Glibc.rename("\(path)/\(name)", "\(path)/\(other)") != 0 else { return }
    throw .system(call: "rename", subject: "\(path)/\(name)", errno: errno)
  }
}

/// A file that is written as a whole: beside its place, then put there (rename(2)).
public enum WholeFile {
  /// Writes `bytes` to `path`.
  public static func write(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(KernelError) {
    let beside = "\(path).new"
    let file = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw .system(call: "open", subject: beside, errno: errno) }
    defer { close(file) }
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress.map { unsafe $0 + sent }, buffer.count - sent)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(call: "write", subject: beside, errno: errno) }
      sent += count
    }
    guard fsync(file) == 0 || errno == EINVAL else {
      throw .system(call: "fsync", subject: beside, errno: errno)
    }
    guard unsafe Glibc.rename(beside, path) == 0 else {
      throw .system(call: "rename", subject: path, errno: errno)
    }
  }
}
