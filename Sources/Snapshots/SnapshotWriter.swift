import Foundation
import Glibc

/// Writes the files of a snapshot, readable by their owner alone.
public struct SnapshotWriter: Sendable {
  private let files: SnapshotFiles

  /// A writer of `files`.
  public init(_ files: SnapshotFiles) { self.files = files }

  /// Writes a `.tar.gz` where `path` ends so, and a folder otherwise. A folder must not be there
  /// yet, or be empty; an archive replaces what was there once it is complete.
  public func write(to path: String) throws(SnapshotError) {
    if path.hasSuffix(".tar.gz") || path.hasSuffix(".tgz") {
      try write(archive(), to: path)
    } else {
      try writeFolder(path)
    }
  }

  /// The snapshot as a `.tar.gz`.
  public func archive() throws(SnapshotError) -> [UInt8] {
    var tar = TarWriter()
    for path in files.paths { tar.add(path, try files.bytes(path) ?? []) }
    do throws(GzipError) {
      return try Gzip.pack(tar.finished)
    } catch {
      throw .unwritable(file: files.name, reason: "\(error)")
    }
  }

  private func writeFolder(_ folder: String) throws(SnapshotError) {
    let manager = FileManager.default
    if let inside = try? manager.contentsOfDirectory(atPath: folder), !inside.isEmpty {
      throw .unwritable(file: folder, reason: "it is there and not empty: name another place")
    }
    for path in files.paths {
      let full = "\(folder)/\(path)"
      do {
        try manager.createDirectory(
          atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch {
        throw .unwritable(file: full, reason: (error as NSError).localizedDescription)
      }
      try write(try files.bytes(path) ?? [], to: full)
    }
  }

  /// Creates the file with its mode, so that nobody can open it before the mode is set.
  private func write(_ bytes: [UInt8], to path: String) throws(SnapshotError) {
    let new = path + ".new"
    unlink(new)
    let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(file, Array(rest.prefix(1 << 20)), min(rest.count, 1 << 20))
      guard count > 0 || errno == EINTR else { throw failure(path) }
      rest = rest.dropFirst(max(count, 0))
    }
    guard rename(new, path) == 0 else { throw failure(path) }
  }

  private func failure(_ path: String) -> SnapshotError {
    .unwritable(file: path, reason: String(cString: strerror(errno)))
  }
}
