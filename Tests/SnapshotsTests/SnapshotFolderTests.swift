import Addressing
import Cluster
import Firewall
import Foundation
import Routing
import Snapshots
import Testing

/// The folder of recorded networks.
let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Samples/Snapshots").path(percentEncoded: false)

@Suite struct SnapshotFolderTests {
  static let recorded = ((try? FileManager.default.contentsOfDirectory(atPath: samples)) ?? [])
    .filter { FileManager.default.fileExists(atPath: "\(samples)/\($0)/snapshot.json") }.sorted()

  @Test(arguments: recorded)
  func `reads every recorded network`(name: String) throws {
    let snapshot = try SnapshotFolder("\(samples)/\(name)").load()
    #expect(!snapshot.hosts.isEmpty)
    #expect(snapshot.problems == [])
    for host in snapshot.hosts {
      #expect(host.addresses.value?.isEmpty == false, "\(host.name)")
    }
  }

  @Test func `reads hosts with their roles, and tells missing from empty`() throws {
    let snapshot = try SnapshotFolder("\(samples)/argocd-refused").load()
    #expect(snapshot.hosts.count == 23)
    #expect(snapshot[host: "scraper"]?.role == .scraper)
    #expect(snapshot[host: "node1"]?.role == .node(kubernetesNode: "node1"))
    let pod = ObjectName(namespace: "argocd", name: "argocd-application-controller-0")
    #expect(
      snapshot[host: "argocd_argocd-application-controller-0"]?.role == .pod(pod, node: "node1"))
    let node = try #require(snapshot[host: "node1"])
    #expect(node.nft.ipv4.value != nil)
    #expect(node.udpListeners == .missing(file: "hosts/node1/ss-uln.txt"))
    #expect(node.rules.ipv6.missingFile == "hosts/node1/ip6-rule.json")
    #expect(node.ipsets.value?.sets.isEmpty == false)
    #expect(!node.assumesNoFirewall)
    #expect(node.addresses.value?.contains { !$0.addresses.isEmpty } == true)
    #expect(snapshot.observation.value?.target == "10.43.4.242:8082")
    #expect(snapshot.observation.value?.source == IPAddress(parsing: "192.168.1.10"))
    #expect(snapshot.cluster.pods.list.count == 19)
  }

  @Test func `reads the same from a packed archive`() throws {
    let folder = try TemporaryFolder()
    let archive = "\(folder.path)/a.tar.gz"
    try run("tar", ["-C", samples, "-czf", archive, "etl-local"])
    let packed = try SnapshotFolder(archive).load()
    let plain = try SnapshotFolder("\(samples)/etl-local").load()
    #expect(packed.hosts.map(\.name) == plain.hosts.map(\.name))
    for (left, right) in zip(packed.hosts, plain.hosts) {
      #expect(left.links == right.links)
      #expect(left.routes == right.routes)
      #expect(left.legacy == right.legacy)
      #expect(left.ipsets == right.ipsets)
    }
    #expect(packed.cluster.pods == plain.cluster.pods)
    #expect(packed.cluster.services == plain.cluster.services)
    #expect(packed.observation == plain.observation)
  }

  @Test(arguments: [
    ("snapshot.json", "{\n\"kind\": \"Snapshot\",\n\"version\": 2}", 3),
    ("snapshot.json", "{\"kind\": \"Snapshot\"", 1),
    ("hosts/h/ip-route.json", "[\n{\"dst\": 7}]", 2),
    ("hosts/h/nft-ruleset.json", "{", 1),
    ("cluster/pods.json", "[\n\n!", 3),
  ])
  func `names the file and line of what is malformed`(file: String, text: String, line: Int)
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(
      "snapshot.json",
      "{\"kind\":\"Snapshot\",\"version\":1,\"hosts\":[{\"name\":\"h\",\"role\":\"router\"}]}")
    try folder.write(file, text)
    let error = #expect(throws: SnapshotError.self) { try SnapshotFolder(folder.path).load() }
    guard case .malformed(let name, let at, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(name == "\(folder.path)/\(file)")
    #expect(at == line)
  }

  @Test func `says which object of a cluster cannot be read, and reads the others`() throws {
    let folder = try TemporaryFolder()
    try folder.write("snapshot.json", #"{"kind":"Snapshot","version":1,"hosts":[]}"#)
    try folder.write(
      "cluster/services.yaml",
      """
      apiVersion: v1
      kind: List
      items:
      - {apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: http}]}}
      - {apiVersion: v1, kind: Service, metadata: {name: b}, spec: {}}
      """)
    let snapshot = try SnapshotFolder(folder.path).load()
    #expect(snapshot.cluster.services.list.map(\.metadata.name) == ["b"])
    let problem = try #require(snapshot.problems.first)
    #expect("\(problem)".contains("cluster/services.yaml, line 4: Service (a): spec.ports[0].port"))
    #expect(snapshot.cluster.pods.isMissing)
  }

  @Test func `takes a pod without any firewall file to have no rules, and says so`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "snapshot.json",
      #"{"kind":"Snapshot","version":1,"hosts":[{"name":"p","role":"pod","pod":"a/b"},{"name":"r","role":"router"}]}"#
    )
    let snapshot = try SnapshotFolder(folder.path).load()
    let pod = try #require(snapshot[host: "p"])
    #expect(pod.assumesNoFirewall)
    #expect(pod.legacy.ipv4.value != nil && pod.nftables.value != nil)
    let router = try #require(snapshot[host: "r"])
    #expect(!router.assumesNoFirewall)
    #expect(router.legacy.ipv4.missingFile == "hosts/r/iptables-save.legacy.txt")
  }

  @Test func `says what is not there`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SnapshotError.notFound(file: "\(folder.path)/none")) {
      try SnapshotFolder("\(folder.path)/none").load()
    }
    #expect(throws: SnapshotError.notFound(file: "\(folder.path)/snapshot.json")) {
      try SnapshotFolder(folder.path).load()
    }
  }

  @Test(arguments: ["plain text", "", "\u{1f}\u{8b}"])
  func `says that a file is no archive`(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.tar.gz", text)
    #expect(throws: SnapshotError.self) { try SnapshotFolder("\(folder.path)/a.tar.gz").load() }
  }
}
