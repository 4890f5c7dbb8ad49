import Discovery
import Documents
import Foundation
import PrometheusConfiguration
import PrometheusLab
import Relabelling
import Testing

/// Debian's prometheus (2.42) on the same configuration: same targets, labels, URLs, drops.
///
/// Every address has a port here: 2.42 adds `:80` and `:443`, 3.x does not.
@Suite struct PrometheusAgreementTests {
  @Test(arguments: [UInt64.random(in: 1...1_000_000), 1, 2])
  func `random jobs have the same targets`(seed: UInt64) throws {
    var random = RandomJobs(seed: seed)
    let jobs = (0..<120).map { random.job("job\($0)") }
    let text = Node(dictionaryLiteral: ("scrape_configs", Node(.array(jobs)))).json
    let configuration = try Configuration(parsing: Array(text.utf8))
    var ours: [String: Set<Seen>] = [:]
    var count = 0
    for job in configuration.scrapeJobs {
      for target in JobTargets(job, in: NoWorld()).pool.targets {
        guard let seen = Seen(target) else { continue }
        ours[job.name, default: []].insert(seen)
        count += 1
      }
    }
    let theirs = try Self.theirs(text, count: count)
    for job in configuration.scrapeJobs {
      #expect(
        theirs[job.name, default: []] == ours[job.name, default: []], "seed \(seed), \(job.name)")
    }
  }

  @Test func `files of file_sd_configs give the same targets`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "file-sd-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "a.yml":
        "- targets: [h:1, 'h:2']\n  labels: {x: 1, y: yes, z: '07', w: ü}\n- targets: [h:3]\n",
      "b.json": #"[{"targets":["h:4"],"labels":{"x":"\u00fc\/"}},{"targets":[]}]"#,
      "c.json": #"[{"targets":["h:5"],"label":{}}]"#, "d.yaml": "- target: [h:6]\n",
      "e.yaml": "- targets:\n  - h:7\n  labels:\n    a: ''\n-\n", "f.json": "{}", "g.json": "null",
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let job: Node = [
      "job_name": "a", "scrape_interval": "1h",
      "file_sd_configs": [
        ["files": [Node(.string("\(folder.path)/*.yml")), Node(.string("\(folder.path)/*.json"))]],
        ["files": [Node(.string("\(folder.path)/*.yaml"))]],
      ],
    ]
    let text = Node(dictionaryLiteral: ("scrape_configs", [job])).json
    let configuration = try Configuration(parsing: Array(text.utf8))
    let world = FilesWorld(folder: folder.path, names: files.keys.sorted())
    let found = JobTargets(try #require(configuration.scrapeJobs.first), in: world)
    let ours = Set(found.pool.targets.compactMap { Seen($0) })
    #expect(try Self.theirs(text, count: ours.count)["a"] == ours)
    #expect(ours.count == 4)
    // c.json, d.yaml, e.yaml, f.json
    #expect(found.problems.count == 4)
  }

  /// What Prometheus lists, job by job.
  static func theirs(_ configuration: String, count: Int) throws -> [String: Set<Seen>] {
    let answer = try PrometheusLab.targets(of: configuration, count: count)
    var all: [String: Set<Seen>] = [:]
    for target in answer["activeTargets"]?.array ?? [] {
      let seen = Seen(
        labels: target["labels"].flatMap { LabelSet($0) } ?? [:],
        url: target["scrapeUrl"]?.string ?? "")
      all[target["scrapePool"]?.string ?? "", default: []].insert(seen)
    }
    for target in answer["droppedTargets"]?.array ?? [] {
      // 2.42 lists the labels as its rules have left them: only the address is sure.
      let discovered = target["discoveredLabels"].flatMap { LabelSet($0) } ?? [:]
      all["\(discovered["jobname"])", default: []].insert(
        Seen(labels: ["__address__": discovered["id"]], url: "dropped"))
    }
    return all
  }
}

/// A target as both sides show it.
struct Seen: Hashable, CustomStringConvertible {
  var labels: LabelSet
  var url: String
  var description: String { "\(url) \(labels)" }

  init(labels: LabelSet, url: String) {
    self.labels = labels
    self.url = url
  }

  /// Nil for a target that Prometheus lists nowhere.
  init?(_ target: FoundTarget) {
    switch target.fate {
    case .scraped(let scraped): self.init(labels: scraped.labels, url: scraped.url)
    case .dropped: self.init(labels: ["__address__": target.discovered["id"]], url: "dropped")
    case .failed: return nil
    }
  }
}

/// A world without anything but the configuration.
struct NoWorld: DiscoveryWorld {
  let ownNamespace: String? = nil
  func objects(for discovery: KubernetesDiscovery) throws(DiscoveryError) -> KubernetesObjects {
    throw .noObjects(role: discovery.role)
  }
  func files(matching pattern: String) -> [DiscoveryFile] { [] }
  func body(of discovery: HTTPDiscovery) throws(DiscoveryError) -> [UInt8] {
    throw .notEvaluated("http")
  }
  func groups(of discovery: DNSDiscovery) throws(DiscoveryError) -> [DiscoveredGroup] {
    throw .notEvaluated("dns")
  }
}

/// A world with a folder of files, whose patterns end in `*.ENDING`.
struct FilesWorld: DiscoveryWorld {
  let folder: String
  let names: [String]
  let ownNamespace: String? = nil
  func objects(for discovery: KubernetesDiscovery) throws(DiscoveryError) -> KubernetesObjects {
    throw .noObjects(role: discovery.role)
  }
  func files(matching pattern: String) -> [DiscoveryFile] {
    names.filter { pattern.hasSuffix("*." + ($0.split(separator: ".").last ?? "")) }.map { name in
      let path = "\(folder)/\(name)"
      let data = FileManager.default.contents(atPath: path)
      return DiscoveryFile(path: path, content: data.map { Array($0) })
    }
  }
  func body(of discovery: HTTPDiscovery) throws(DiscoveryError) -> [UInt8] {
    throw .notEvaluated("http")
  }
  func groups(of discovery: DNSDiscovery) throws(DiscoveryError) -> [DiscoveredGroup] {
    throw .notEvaluated("dns")
  }
}

/// Jobs by chance: paths, parameters and rules that change how a target is scraped.
struct RandomJobs: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_f491_4f6c_dd1d
  }

  private static let paths = [
    "/metrics", "metrics", "/a b", "/x?y=z", "/p#q", "/50%", "/é", "/a;b=c:d@e,f+g&h$i",
    "/!'()*~-_.",
    "/[x]", "/\"<>\\^`{|}", "", "//x", "/api/v1/nodes/n/proxy/metrics",
  ]
  private static let values = ["http_2xx", "a b", "x&y=z", "é", "", "{__name__=~\"a.*\"}", "+%/?"]
  private static let addresses = [
    "a:1", "b:2", "[::1]:3", "10.0.0.1:80", "h_x:9", "user@h:1", "a b:1", "é:1", "h%25:1", ":7",
    "a:1",
  ]

  private mutating func pick(_ all: [String]) -> Node {
    Node(.string(all.randomElement(using: &self) ?? ""))
  }

  mutating func job(_ name: String) -> Node {
    var members: [(String, Node)] = [
      ("job_name", Node(.string(name))), ("scrape_interval", "1h"),
      ("metrics_path", pick(Self.paths)), ("scheme", pick(["http", "https"])),
    ]
    if Bool.random(using: &self) {
      members.append(
        (
          "params",
          [
            "module": [pick(Self.values)], "b c": [pick(Self.values), pick(Self.values)],
            "match[]": [pick(Self.values)],
          ]
        ))
    }
    let groups = (0..<Int.random(in: 1...3, using: &self)).map { group -> Node in
      let targets = (0..<Int.random(in: 1...3, using: &self)).map { _ in pick(Self.addresses) }
      return [
        "targets": Node(.array(targets)),
        "labels": [
          "env": pick(["a", "b", "prod"]), "jobname": Node(.string(name)),
          "id": Node(.string("\(name)-\(group)")),
        ],
      ]
    }
    members.append(("static_configs", Node(.array(groups))))
    let rules = (0..<Int.random(in: 0...4, using: &self)).map { _ in rule() }
    members.append(("relabel_configs", Node(.array(rules))))
    return Node(.object(members.map { Node.Member($0.0, $0.1) }))
  }

  private mutating func rule() -> Node {
    let rules: [Node] = [
      [
        "source_labels": ["__address__"], "target_label": "__param_target",
        "regex": pick(["(.*)", "(.*):.*"]),
      ], ["target_label": "__metrics_path__", "replacement": pick(Self.paths)],
      ["target_label": "__address__", "replacement": pick(Self.addresses + ["a/b:1", ""])],
      ["source_labels": ["__param_target"], "target_label": "instance"],
      ["source_labels": ["env"], "action": "drop", "regex": pick(["a", "b", "x"])],
      [
        "source_labels": ["env"], "target_label": "__scheme__",
        "replacement": pick(["https", "http"]),
      ],
      ["action": "labelmap", "regex": "__param_(.+)", "replacement": "p_$1"],
      ["target_label": "__param_b_c", "replacement": "x"],
      ["target_label": "__param_module", "replacement": pick(Self.values)],
      [
        "target_label": "__scrape_interval__",
        "replacement": pick(["1m", "5s", "0s", "x", "1h30m"]),
      ],
      ["target_label": "__scrape_timeout__", "replacement": pick(["1s", "10s", "0", "2h", ""])],
      ["target_label": "__tmp", "replacement": pick(["1", "2"])],
      [
        "action": "labeldrop",
        "regex": pick(["__param_.*", "env", "__scheme__", "__metrics_path__"]),
      ],
      ["action": "labelkeep", "regex": "__.*|job|id|jobname"],
    ]
    return rules.randomElement(using: &self) ?? [:]
  }
}
