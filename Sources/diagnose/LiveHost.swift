import Kernel
import Snapshots

/// A host that is read now.
struct LiveHost {
  let host: NamedHost

  init(_ host: NamedHost) { self.host = host }

  /// Everything its kernel tells; what is refused is a missing piece.
  func read() throws -> HostSnapshot {
    let recorder = Recorder(namespaces: [host])
    guard let files = try recorder.record() else { return HostSnapshot(name: host.name, role: .router) }
    return try snapshotErrors { () throws(SnapshotError) in try files.snapshot().hosts[0] }
  }
}
