/// What can be wrong with a snapshot. Sentences are in `SnapshotError+Description.swift`.
public enum SnapshotError: Error, Sendable, Hashable {
  /// There is no such file or folder.
  case notFound(file: String)
  /// There is no such file or folder of manifests.
  case notThere(path: String)
  /// The file is there but cannot be read.
  case unreadable(file: String, reason: String)
  /// The file cannot be written.
  case unwritable(file: String, reason: String)
  /// The file is not what its name says; line from 1, 0 where none can be named.
  case malformed(file: String, line: Int, reason: String)
}
