/// Several snapshots put into one, and what was decided on the way.
public struct MergedSnapshot: Sendable {
  /// The files of the whole.
  public var files: SnapshotFiles
  /// A sentence for each host or kind that stood in more than one of them.
  public var notes: [String]
}

extension SnapshotFiles {
  /// One snapshot of all hosts and objects of `parts`. Where two hold the same host, the one taken
  /// last counts; two hosts that only share a name are both kept.
  public static func merging(_ parts: [SnapshotFiles]) throws(SnapshotError) -> MergedSnapshot {
    var merger = Merger()
    var dated: [(index: SnapshotIndex, files: SnapshotFiles)] = []
    for part in parts { dated.append((try part.index(), part)) }
    // Times are ISO 8601 in UTC: they sort as texts. Sorting keeps the order of equal ones.
    for (index, files) in dated.sorted(by: {
      ($0.index.capturedAt ?? "") < ($1.index.capturedAt ?? "")
    }) {
      try merger.add(files, index)
    }
    return merger.merged
  }
}

private struct Merger {
  private var files: [String: [UInt8]] = [:]
  private var index = SnapshotIndex(capturedAt: nil, hosts: [])
  private var notes: [String] = []

  var merged: MergedSnapshot {
    var all = files
    all["snapshot.json"] = Array(index.json.utf8)
    return MergedSnapshot(
      files: SnapshotFiles(name: "merged snapshot", files: all), notes: notes)
  }

  mutating func add(_ part: SnapshotFiles, _ added: SnapshotIndex) throws(SnapshotError) {
    index.capturedAt = added.capturedAt ?? index.capturedAt
    for host in added.hosts { try add(host, from: part) }
    for path in part.paths where path.hasPrefix("cluster/") || path.hasPrefix("probe/") {
      let bytes = try part.bytes(path)
      if let known = files[path], known != bytes {
        notes.append("\(path) stands in several snapshots: the one of \(part.name) counts")
      }
      files[path] = bytes
    }
  }

  private mutating func add(
    _ host: (name: String, role: HostRole), from part: SnapshotFiles
  ) throws(SnapshotError) {
    var own: [String: [UInt8]] = [:]
    let prefix = "hosts/\(host.name)/"
    for path in part.paths where path.hasPrefix(prefix) {
      own[String(path.dropFirst(prefix.utf8.count))] = try part.bytes(path)
    }
    var name = host.name
    if let known = index.hosts.firstIndex(where: { $0.name == name }) {
      if isSameMachine(name, own) {
        notes.append("\(name) stands in several snapshots: the one of \(part.name) counts")
        index.hosts.remove(at: known)
        for path in files.keys where path.hasPrefix(prefix) { files[path] = nil }
      } else {
        name = FreeName.first(for: name) { wanted in index.hosts.contains { $0.name == wanted } }
        notes.append("two machines are called \(host.name): that of \(part.name) is \(name) here")
      }
    }
    index.hosts.append((name, host.role))
    for (file, bytes) in own { files["hosts/\(name)/\(file)"] = bytes }
  }

  /// Whether the host called `name` has the links of the one whose files these are: link-layer
  /// addresses are the machine's own.
  private func isSameMachine(_ name: String, _ other: [String: [UInt8]]) -> Bool {
    let addresses = { (bytes: [UInt8]?) in
      Set(
        String(decoding: bytes ?? [], as: UTF8.self).matches(of: /"address":"([0-9a-f:]{17})"/)
          .map { String($0.output.1) })
    }
    let known = files["hosts/\(name)/ip-link.json"] ?? files["hosts/\(name)/ip-addr.json"]
    let mine = addresses(known)
    let theirs = addresses(other["ip-link.json"] ?? other["ip-addr.json"])
    let none: Set = ["00:00:00:00:00:00"]
    if mine.subtracting(none).isEmpty, theirs.subtracting(none).isEmpty { return true }
    return !mine.intersection(theirs).subtracting(none).isEmpty
  }
}
