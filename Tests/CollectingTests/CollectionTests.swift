import Foundation
import Routing
import Snapshots
import Testing

@testable import Collecting

@Suite(.serialized) struct CollectionTests {
  static let needed = [
    "ip-link.json", "ip-addr.json", "ip-neigh.json", "ip-route.json", "ip6-route.json",
    "ip-rule.json", "ip6-rule.json", "ss-tln.txt", "ss-uln.txt", "sysctl.txt",
    "iptables-save.legacy.txt", "ip6tables-save.legacy.txt", "iptables-save.nft.txt",
    "ip6tables-save.nft.txt", "nft-ruleset.json", "ipset-save.txt", "conntrack.txt",
  ]

  @Test func `records this machine in files that its readers take`() throws {
    let collection = try Collection.local()
    for file in Self.needed {
      #expect(collection.files["hosts/\(collection.host)/\(file)"] != nil, "\(file) is missing")
    }
    #expect(collection.missed.isEmpty)
    let files = try SnapshotFiles(name: "test", files: collection.files)
      .indexed(hosts: collection.hosts, capturedAt: "2026-01-01T00:00:00Z", RoleAssignment())
    let host = try #require(try files.snapshot().hosts.first)
    #expect(host.links.value?.contains { $0.name == "lo" } == true)
    #expect(host.sysctls.missingFile == nil)
  }

  @Test func `leaves out process numbers and secret settings`() throws {
    let collection = try Collection.local()
    let folder = "hosts/\(collection.host)"
    let text = { (file: String) in
      String(decoding: collection.files["\(folder)/\(file)"] ?? [], as: UTF8.self)
    }
    #expect(!text("ss-tln.txt").contains("pid="))
    #expect(!text("sysctl.txt").contains("stable_secret"))
    #expect(!text("sysctl.txt").contains("_key"))
    #expect(text("sysctl.txt").contains("net.ipv4.ip_forward"))
  }

  @Test func `records another machine in one login, the same way`() throws {
    let server = try SSHServer()
    let machine = try RemoteMachine(parsing: "ssh://127.0.0.1:\(server.port)")
    let ssh = SSH(configuration: server.configuration)
    let remote = try Collection.remote(machine, ssh: ssh)
    let local = try Collection.local()
    #expect(remote.host == local.host)
    for file in ["ip-link.json", "ip-rule.json", "iptables-save.nft.txt", "ipset-save.txt"] {
      let path = "hosts/\(local.host)/\(file)"
      #expect(remote.files[path] != nil)
    }
    #expect(
      remote.files["hosts/\(local.host)/ip-rule.json"]
        == local.files["hosts/\(local.host)/ip-rule.json"])
  }

  @Test func `says why a login fails`() throws {
    let machine = try RemoteMachine(parsing: "ssh://127.0.0.1:9")
    let error = #expect(throws: CollectingError.self) {
      try Collection.remote(machine, ssh: SSH(configuration: "/dev/null", connectTimeout: 2))
    }
    let sentence = error?.description ?? ""
    #expect(sentence.contains("cannot log in to 127.0.0.1"))
    #expect(sentence.contains("refused"))
    #expect(sentence.contains("BatchMode"))
  }

  @Test func `stops a program that does not end, and its children`() throws {
    let begin = ContinuousClock.now
    #expect(throws: CollectingError.tookTooLong(program: "sh", seconds: 1)) {
      try ChildProcess.run(["sh", "-c", "sleep 47.11 & sleep 47.11"], seconds: 1)
    }
    #expect(ContinuousClock.now - begin < .seconds(10))
    let left = try ChildProcess.run(["pgrep", "-f", "^sleep 47.11"], seconds: 5)
    #expect(left.output.isEmpty)
  }

  @Test func `hands large input and output through`() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let child = try ChildProcess.run(["cat"], input: bytes, seconds: 20)
    #expect(child.output == bytes)
    #expect(child.status == 0)
  }

  @Test func `names a program that is not there`() {
    #expect(throws: CollectingError.notStarted(program: "no-such-program", errno: ENOENT)) {
      try ChildProcess.run(["no-such-program"], seconds: 5)
    }
  }
}
