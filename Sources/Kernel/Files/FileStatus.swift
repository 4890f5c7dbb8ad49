import CNetfilter
import Glibc

/// What stat(2) says of a file, links followed.
enum FileStatus {
  /// The file's number in its file system; nil where it cannot be looked at.
  static func inode(of path: String) -> UInt64? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  /// Whether the file is a namespace rather than the empty file that is left when its mount is gone.
  static func isNamespace(_ path: String) -> Bool { unsafe cnf_is_namespace(path) != 0 }
}
