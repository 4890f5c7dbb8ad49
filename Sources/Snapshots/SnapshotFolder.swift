import Cluster
import Dispatch
import Documents
import Foundation
import Synchronization

/// A snapshot on disk: a folder in the format of `Docs/Reference/snapshot-folder.md`, or one packed
/// as `.tar.gz`.
public struct SnapshotFolder: Sendable {
  /// Where it is.
  public var path: String

  /// The snapshot at `path`.
  public init(_ path: String) { self.path = path }

  /// Whether a path is a snapshot's: a folder with its index, or an archive.
  public static func isSnapshot(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/snapshot.json")
      || [".tar", ".tar.gz", ".tgz"].contains { path.hasSuffix($0) }
  }

  /// Reads everything. Missing files are missing pieces; a file that is not what its name says
  /// throws.
  public func load() throws(SnapshotError) -> Snapshot {
    try SnapshotFiles(path: path).snapshot()
  }
}

extension SnapshotFiles {
  /// Reads everything. Missing files are missing pieces; a file that is not what its name says
  /// throws.
  public func snapshot() throws(SnapshotError) -> Snapshot {
    let reader = PieceReader(files: self)
    let index = try index()
    var snapshot = Snapshot(capturedAt: index.capturedAt)
    snapshot.hosts = try Self.hosts(index.hosts, reader)
    try snapshot.readCluster(reader)
    snapshot.observation = try reader.piece("probe/result.json") { bytes throws(DocumentError) in
      try Observation(parsing: bytes)
    }
    return snapshot
  }

  /// `snapshot.json`.
  func index() throws(SnapshotError) -> SnapshotIndex {
    let file = fullName("snapshot.json")
    guard let bytes = try bytes("snapshot.json") else { throw .notFound(file: file) }
    return try SnapshotIndex(parsing: bytes, file: file)
  }

  /// Reads the hosts on all processors, in the order of the index. The first error counts.
  private static func hosts(
    _ index: [(name: String, role: HostRole)], _ reader: PieceReader
  ) throws(SnapshotError) -> [HostSnapshot] {
    let results = Mutex([Result<HostSnapshot, SnapshotError>?](repeating: nil, count: index.count))
    DispatchQueue.concurrentPerform(iterations: index.count) { place in
      let result = Result { () throws(SnapshotError) in
        try HostSnapshot(name: index[place].name, role: index[place].role, reader: reader)
      }
      results.withLock { $0[place] = result }
    }
    var hosts: [HostSnapshot] = []
    for result in results.withLock({ $0 }) {
      if let result { hosts.append(try result.get()) }
    }
    return hosts
  }
}

extension Snapshot {
  /// Reads `cluster/*.json` and `cluster/*.yaml`. An object that cannot be read goes to
  /// ``problems``.
  fileprivate mutating func readCluster(_ reader: PieceReader) throws(SnapshotError) {
    for file in reader.files.list("cluster") {
      let parts = file.split(separator: ".")
      guard parts.count == 2, ["json", "yaml", "yml"].contains(parts[1]) else { continue }
      let path = "cluster/\(file)"
      let full = reader.files.fullName(path)
      guard let bytes = try reader.files.bytes(path) else { continue }
      let kind = ObjectKind(resource: String(parts[0]))
      do throws(ClusterError) {
        let known = cluster.problems.count
        try cluster.read(bytes, as: kind)
        for problem in cluster.problems[known...] {
          problems.append(.malformed(file: full, line: problem.line, reason: problem.reason))
        }
      } catch {
        throw .malformed(file: full, line: error.line, reason: error.reason)
      }
    }
  }
}
