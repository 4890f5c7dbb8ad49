import Glibc

/// The names of the files that hold what each remote has got.
struct RemoteNames {
  let fileNames: [String]
  private let names: [String]

  /// Remotes are told apart by their names; two of one name by their order.
  init(_ remotes: [Remote]) {
    var counts: [String: Int] = [:]
    names = remotes.map(\.name)
    fileNames = names.map { name in
      counts[name, default: 0] += 1
      return "remote-\(Self.hash(name))-\(counts[name, default: 1])"
    }
  }

  /// Removes the positions of remotes that are no longer there. Where one remote took the place of
  /// another, as when its URL changed, it goes on where the other ended.
  func settle(in folder: LogFolder) throws(RemoteWriteError) -> [String] {
    let present = try folder.positions()
    let orphans = present.filter { !fileNames.contains($0) }
    let new = fileNames.indices.filter { !present.contains(fileNames[$0]) }
    if let orphan = orphans.first, orphans.count == 1, let index = new.first, new.count == 1 {
      let path = folder.position(orphan)
      guard rename(path, folder.position(fileNames[index])) == 0 else {
        throw .system(call: "rename", path: path, errno: errno)
      }
      return ["\(names[index]) goes on where the remote_write that it replaces ended"]
    }
    for orphan in orphans { Folder.remove(folder.position(orphan)) }
    return []
  }

  /// FNV-1a.
  private static func hash(_ text: String) -> String {
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}
