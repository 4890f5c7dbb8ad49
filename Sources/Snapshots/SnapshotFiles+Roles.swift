extension SnapshotFiles {
  /// A snapshot of objects alone, `cluster/NAME` → bytes: it has no hosts.
  public init(objects: [String: [UInt8]], capturedAt: String) {
    var files = objects
    files["snapshot.json"] = Array(SnapshotIndex(capturedAt: capturedAt, hosts: []).json.utf8)
    self.init(name: "the objects", files: files)
  }

  /// The same files with a `snapshot.json` that names `hosts`, whose roles `assignment` finds.
  ///
  /// Reads all of them, so that what cannot be read later is told now.
  public func indexed(
    hosts: [String], capturedAt: String, _ assignment: RoleAssignment
  ) throws(SnapshotError) -> SnapshotFiles {
    var files: [String: [UInt8]] = [:]
    for path in paths { files[path] = try bytes(path) }
    let provisional = SnapshotIndex(
      capturedAt: capturedAt, hosts: hosts.map { ($0, assignment.known[$0] ?? .router) })
    files["snapshot.json"] = Array(provisional.json.utf8)
    var snapshot = try SnapshotFiles(name: name, files: files).snapshot()
    assignment.assign(to: &snapshot)
    let index = SnapshotIndex(
      capturedAt: capturedAt, hosts: snapshot.hosts.map { ($0.name, $0.role) })
    files["snapshot.json"] = Array(index.json.utf8)
    return SnapshotFiles(name: name, files: files)
  }
}
