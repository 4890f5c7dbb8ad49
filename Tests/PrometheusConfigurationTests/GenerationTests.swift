import Documents
import Foundation
import PrometheusConfiguration
import Testing

/// What `scrape generate` writes.
struct GenerationTests {
  private static func plans(_ text: String) throws -> [ClusterPlan] {
    try ClusterPlan.plans(try Node.documents(parsing: Array(text.utf8)).first ?? Node(.null))
  }

  private static let home = "{name: home, api_server: \"https://192.168.1.101:6443\"}"

  @Test(arguments: ClusterPlan.Way.allCases)
  func `writes what is valid and has nothing wrong in it`(way: ClusterPlan.Way) throws {
    let plans = try Self.plans("defaults: {way: \(way)}\nclusters: [\(Self.home)]")
    let yaml = GeneratedConfiguration(plans).node.yaml
    let read = try Configuration(parsing: Array(yaml.utf8))
    #expect(read.scrapeJobs.count == ClusterPlan.Part.allCases.count)
    #expect(ConfigurationLint(read).findings().map(\.summary) == [])
  }

  @Test(
    arguments: [
      ("[{kubelet: direct}]", ["nodes: list watch", "nodes/metrics: get"]),
      ("[{kubelet: proxy}]", ["nodes: list watch", "nodes/proxy: get"]),
      ("[{pods: direct}]", ["pods: list watch"]),
      ("[{pods: proxy}]", ["pods: list watch", "pods/proxy: get"]),
      ("[{services: direct}]", ["pods services endpoints: list watch"]),
      ("[api-server]", ["/metrics: get"]),
      ("[{node-exporter: direct}]", ["nodes: list watch"]),
      ("[{node-exporter: proxy}]", ["pods: list watch", "pods/proxy: get"]),
      (
        "[{kube-state-metrics: proxy}]",
        ["pods services endpoints: list watch", "pods/proxy: get"]
      ),
    ] as [(String, [String])])
  func `asks for the rights of the ways chosen and no more`(
    scrape: String, expected: [String]
  ) throws {
    let plans = try Self.plans(
      "defaults: {scrape: \(scrape)}\nclusters: [\(Self.home)]")
    let plan = try #require(plans.first)
    let roles = GeneratedAccess(plan).objects.filter { $0["kind"]?.string == "ClusterRole" }
    let rules = roles.flatMap { $0["rules"]?.array ?? [] }.map { rule in
      let of = rule["resources"] ?? rule["nonResourceURLs"]
      func words(_ node: Node?) -> String {
        (node?.array ?? []).compactMap(\.string).joined(separator: " ")
      }
      return "\(words(of)): \(words(rule["verbs"]))"
    }
    #expect(rules == expected)
  }

  @Test func `keeps to the namespaces that are named`() throws {
    let plans = try Self.plans(
      "clusters: [{name: a, api_server: \"https://k:1\", scrape: [pods], namespaces: [x, z]}]")
    let plan = try #require(plans.first)
    let objects = GeneratedAccess(plan).objects
    #expect(objects.count { $0["kind"]?.string == "Role" } == 2)
    #expect(!objects.contains { $0["kind"]?.string == "ClusterRole" })
    #expect(GeneratedConfiguration(plans).node.yaml.contains("- x"))
  }

  @Test(arguments: [
    ("clusters: []", "clusters should list at least one cluster"),
    ("clusters: [{name: a, api_server: \"k:6443\"}]", "should be https://HOST:PORT"),
    ("clusters: [{name: a, api_server: \"https://k\", foo: 1}]", "is not known here"),
    ("clusters: [{name: a, api_server: \"https://k\", scrape: [pod]}]", "should be one of"),
    ("clusters: [{name: a, api_server: \"https://k\", way: x}]", "should be direct or proxy"),
  ])
  func `says what is wrong in a list of clusters`(text: String, reason: String) throws {
    do {
      _ = try Self.plans(text)
      Issue.record("it was taken")
    } catch let error as FieldError {
      #expect("\(error.path) \(error.reason)".contains(reason))
    }
  }
}

/// The configurations of `Samples/ScrapeConfigs`.
struct SampleTests {
  @Test func `are valid and have nothing wrong in them`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Samples/ScrapeConfigs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= 13)
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      let findings = ConfigurationLint(try Configuration(parsing: bytes)).findings()
      #expect(findings.map(\.summary) == [], "\(name)")
    }
  }
}
