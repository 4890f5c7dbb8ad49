import Snapshots

/// What one machine told of itself: its files, and what it could not tell.
public struct Collection: Sendable {
  /// The machine's own name.
  public var host: String
  /// `hosts/NAME/FILE` and `cluster/KIND.json` → bytes, without a `snapshot.json`.
  public var files: [String: [UInt8]]
  /// Why a file was not recorded, a line each: `hosts/node1: conntrack.txt: …`.
  public var missed: [String]

  /// The names of the hosts: the machine first, then its other namespaces.
  public var hosts: [String] {
    let names = Set(files.keys.compactMap(Self.host(ofPath:)))
    return [host] + names.subtracting([host]).sorted()
  }

  /// Runs the script on this machine, in the network namespace of the calling thread.
  public static func local(
    _ options: CollectOptions = CollectOptions(), seconds: Int = 120
  ) throws(CollectingError) -> Collection {
    let child = try ChildProcess.run(
      ["sh", "-s"], input: CollectScript.text(options), seconds: seconds)
    return try Collection(child, machine: "this machine")
  }

  /// Runs the script on another machine: one login, one round trip.
  public static func remote(
    _ machine: RemoteMachine, _ options: CollectOptions = CollectOptions(),
    ssh: SSH = SSH(), seconds: Int = 180
  ) throws(CollectingError) -> Collection {
    let child = try ChildProcess.run(
      ssh.command(machine), input: CollectScript.text(options), seconds: seconds)
    // 255 is ssh's own: the script ends with 0 or 1.
    guard child.status != 255 else {
      throw .noLogin(machine: machine.description, words: child.lastWords)
    }
    return try Collection(child, machine: machine.description)
  }

  private init(_ child: ChildProcess, machine: String) throws(CollectingError) {
    guard child.status == 0 else {
      throw .scriptFailed(machine: machine, code: child.status, words: child.lastWords)
    }
    let packed: SnapshotFiles
    do throws(SnapshotError) {
      packed = try SnapshotFiles(name: machine, archive: child.output)
      files = [:]
      for path in packed.paths { files[path] = try packed.bytes(path) }
    } catch {
      throw .damaged(machine: machine, reason: error.description)
    }
    let names = Set(files.keys.compactMap(Self.host(ofPath:)))
    guard let own = names.first(where: { !$0.hasPrefix("ns-") }) ?? names.first else {
      throw .damaged(machine: machine, reason: "it holds no host")
    }
    host = own
    missed = []
    takeMissed()
    redactObjects()
  }

  /// Takes `not-recorded.txt` out of the files.
  private mutating func takeMissed() {
    for path in files.keys.sorted() where path.hasSuffix("/not-recorded.txt") {
      let folder = path.dropLast("/not-recorded.txt".utf8.count)
      let text = String(decoding: files.removeValue(forKey: path) ?? [], as: UTF8.self)
      missed += text.split(separator: "\n").map { "\(folder): \($0)" }
    }
  }

  private mutating func redactObjects() {
    for (path, bytes) in files where path.hasPrefix("cluster/") {
      files[path] = Redaction.redacted(bytes)
    }
  }

  private static func host(ofPath path: String) -> String? {
    let parts = path.split(separator: "/")
    return parts.count == 3 && parts[0] == "hosts" ? String(parts[1]) : nil
  }
}
