import Foundation

/// The files of a snapshot by path, wherever they lie.
public struct SnapshotFiles: Sendable {
  /// What errors call the whole: the folder or archive as it was named, or where it came from.
  public let name: String
  private let source: Source

  private enum Source: Sendable {
    case folder(String)
    /// Path within the snapshot → bytes.
    case archive([String: ArraySlice<UInt8>])
  }

  /// Files in memory by their paths within the snapshot.
  public init(name: String, files: [String: [UInt8]]) {
    self.name = name
    source = .archive(files.mapValues { $0[...] })
  }

  /// The files in a `.tar` or `.tar.gz` in memory.
  public init(name: String, archive: [UInt8]) throws(SnapshotError) {
    self.name = name
    source = .archive(try Archive(archive, name: name).snapshotFiles)
  }

  /// The files in the folder at `path`, or in the `.tar.gz` or `.tar` there.
  public init(path: String) throws(SnapshotError) {
    name = path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .notFound(file: path)
    }
    if isFolder.boolValue {
      source = .folder(path)
    } else {
      source = .archive(try Archive(Self.read(path), name: path).snapshotFiles)
    }
  }

  /// What errors call the file `path` of the snapshot.
  func fullName(_ path: String) -> String { "\(name)/\(path)" }

  /// The bytes of a file; nil when it is not there.
  public func bytes(_ path: String) throws(SnapshotError) -> [UInt8]? {
    switch source {
    case .folder(let folder):
      let full = "\(folder)/\(path)"
      if let data = FileManager.default.contents(atPath: full) { return Array(data) }
      // Absent, or there and not to be read: reading it again says why.
      return FileManager.default.fileExists(atPath: full) ? try Self.read(full) : nil
    case .archive(let files): return files[path].map { Array($0) }
    }
  }

  /// The names of the files directly in the folder `path`, sorted.
  func list(_ path: String) -> [String] {
    switch source {
    case .folder(let folder):
      let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")
      return (names ?? []).sorted()
    case .archive(let files):
      return files.keys.filter { $0.hasPrefix(path + "/") }
        .map { String($0.dropFirst(path.utf8.count + 1)) }.filter { !$0.contains("/") }.sorted()
    }
  }

  /// The paths of all files, sorted. What lies deeper in a folder than a snapshot is, is left out.
  public var paths: [String] {
    switch source {
    case .archive(let files): return files.keys.sorted()
    case .folder(let folder):
      let inside = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
      return (inside ?? []).filter { path in
        var isFolder: ObjCBool = false
        let full = "\(folder)/\(path)"
        return path.split(separator: "/").count <= 3
          && FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
          && !isFolder.boolValue
      }.sorted()
    }
  }

  /// The bytes of a file on disk.
  static func read(_ path: String) throws(SnapshotError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
      throw .notFound(file: path)
    } catch {
      throw .unreadable(file: path, reason: (error as NSError).localizedDescription)
    }
  }
}
