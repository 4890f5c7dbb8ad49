import Cluster
import Foundation
import Testing

@testable import Snapshots

/// tar(1) is the oracle of archives.
@Suite struct SnapshotMergingTests {
  static func part(
    _ name: String, host: String, at time: String, mac: String, extra: [String: String] = [:]
  ) -> SnapshotFiles {
    let link = """
      [{"ifindex":2,"ifname":"eth0","flags":["UP"],"mtu":1500,"link_type":"ether",\
      "address":"\(mac)"}]
      """
    var files = [
      "snapshot.json":
        #"{"kind":"Snapshot","version":1,"capturedAt":"\#(time)","hosts":[{"name":"\#(host)","role":"router"}]}"#,
      "hosts/\(host)/ip-link.json": link, "hosts/\(host)/ip-addr.json": link,
      "hosts/\(host)/ss-tln.txt": "",
    ]
    for (path, text) in extra { files[path] = text }
    return SnapshotFiles(name: name, files: files.mapValues { Array($0.utf8) })
  }

  @Test func `keeps both of two machines of one name`() throws {
    let merged = try SnapshotFiles.merging([
      Self.part("a", host: "node", at: "2026-01-01T00:00:00Z", mac: "02:00:00:00:00:01"),
      Self.part("b", host: "node", at: "2026-01-01T00:00:00Z", mac: "02:00:00:00:00:02"),
    ])
    #expect(try merged.files.snapshot().hosts.map(\.name) == ["node", "node-2"])
    #expect(merged.notes.count == 1)
  }

  @Test func `lets the newer one of the same machine count, in whatever order they are named`()
    throws
  {
    let old = Self.part(
      "old", host: "node", at: "2026-01-01T00:00:00Z", mac: "02:00:00:00:00:01",
      extra: ["hosts/node/ipset-save.txt": "create a hash:ip\n"])
    let new = Self.part("new", host: "node", at: "2026-01-02T00:00:00Z", mac: "02:00:00:00:00:01")
    for parts in [[old, new], [new, old]] {
      let merged = try SnapshotFiles.merging(parts)
      #expect(try merged.files.snapshot().hosts.count == 1)
      #expect(try merged.files.bytes("hosts/node/ipset-save.txt") == nil)
      #expect(try merged.files.snapshot().capturedAt == "2026-01-02T00:00:00Z")
      #expect(merged.notes == ["node stands in several snapshots: the one of new counts"])
    }
  }

  @Test func `writes an archive that tar unpacks to the same files, all for their owner only`()
    throws
  {
    let folder = try TemporaryFolder()
    let long = "cluster/" + String(repeating: "n", count: 140) + ".json"
    let files = Self.part(
      "a", host: "node", at: "2026-01-01T00:00:00Z", mac: "02:00:00:00:00:01",
      extra: [long: "{}", "probe/x.pcap": String(repeating: "x", count: 70_000)])
    try SnapshotWriter(files).write(to: "\(folder.path)/a.tar.gz")
    try run("mkdir", ["\(folder.path)/out"])
    try run("tar", ["-xzf", "\(folder.path)/a.tar.gz", "-C", "\(folder.path)/out"])
    for path in files.paths {
      #expect(try folder.read("out/\(path)") == files.bytes(path))
    }
    let mode = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/a.tar.gz")
    #expect(mode[.posixPermissions] as? Int == 0o600)
    let back = try SnapshotFiles(path: "\(folder.path)/a.tar.gz")
    #expect(back.paths == files.paths)
  }

  @Test func `writes a folder once, and does not overwrite another`() throws {
    let folder = try TemporaryFolder()
    let files = Self.part("a", host: "n", at: "2026-01-01T00:00:00Z", mac: "02:00:00:00:00:01")
    let writer = SnapshotWriter(files)
    try writer.write(to: "\(folder.path)/s")
    #expect(try SnapshotFiles(path: "\(folder.path)/s").paths == files.paths)
    #expect(throws: SnapshotError.self) { try writer.write(to: "\(folder.path)/s") }
  }

  @Test func `tells nodes, pods and the scraper by objects and signs`() throws {
    let samples =
      URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Samples/Snapshots"
    var snapshot = try SnapshotFolder("\(samples)/argocd-refused").load()
    let real = snapshot.hosts.map(\.role)
    let recorded = snapshot.hosts.map(\.name)
    for index in snapshot.hosts.indices { snapshot.hosts[index].role = .router }
    RoleAssignment().assign(to: &snapshot)
    #expect(snapshot.hosts.map(\.name) == recorded)
    #expect(snapshot.hosts.map(\.role) == real)
    for index in snapshot.hosts.indices { snapshot.hosts[index].role = .router }
    snapshot.cluster = ClusterObjects()
    RoleAssignment().assign(to: &snapshot)
    #expect(snapshot.hosts.first { $0.name == "node1" }?.role == .node(kubernetesNode: nil))
    #expect(snapshot.hosts.first { $0.name == "scraper" }?.role == .scraper)
  }
}
