public import Cluster
import Foundation

/// Kubernetes manifests on disk: files, folders of them, or standard input.
public struct ManifestFiles: Sendable {
  /// What was named: files, folders (searched to the bottom for `.yaml`, `.yml` and `.json`), or `-`.
  public var paths: [String]

  /// The namespace of objects that name none; nil for `default`.
  public var namespace: String?

  /// The manifests at `paths`.
  public init(_ paths: [String], namespace: String? = nil) {
    self.paths = paths
    self.namespace = namespace
  }

  /// What reading gave.
  public struct Loaded: Sendable {
    /// The objects.
    public var objects: ClusterObjects
    /// What could not be read, or only with reservations.
    public var problems: [SnapshotError] = []
    /// The bytes of each file, where they were to be kept.
    public var files: [[UInt8]] = []
  }

  /// Reads everything. What cannot be read, or only with reservations, spoils nothing else: it is
  /// among the problems, each with file, line and document.
  public func load(keepsFiles: Bool = false) throws(SnapshotError) -> Loaded {
    var reader = ObjectReader(defaultNamespace: namespace)
    var loaded = Loaded(objects: ClusterObjects())
    for path in paths {
      for file in try Self.files(at: path) {
        let bytes = try Self.bytes(of: file)
        let name = file == "-" ? "standard input" : file
        if keepsFiles { loaded.files.append(bytes) }
        loaded.problems += reader.read(bytes).map { .malformed($0, in: name) }
      }
    }
    // What stands twice is applied twice: the later one counts.
    loaded.objects = ClusterObjects().applying(reader.objects())
    return loaded
  }

  private static func files(at path: String) throws(SnapshotError) -> [String] {
    if path == "-" { return [path] }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .notThere(path: path)
    }
    guard isFolder.boolValue else { return [path] }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
    }.sorted().map { "\(path)/\($0)" }
  }

  private static func bytes(of file: String) throws(SnapshotError) -> [UInt8] {
    guard file == "-" else { return try SnapshotFiles.read(file) }
    do {
      return Array(try FileHandle.standardInput.readToEnd() ?? Data())
    } catch {
      throw .unreadable(file: "standard input", reason: error.localizedDescription)
    }
  }
}

extension SnapshotError {
  /// A problem of one object, with the file it is in.
  static func malformed(_ error: ClusterError, in file: String) -> SnapshotError {
    switch error {
    case .unreadable(let line, let column, let reason):
      .malformed(file: file, line: line, reason: "column \(column): \(reason)")
    case .malformed(let document, let line, _, _):
      .malformed(file: file, line: line, reason: "document \(document): \(error.reason)")
    }
  }
}
