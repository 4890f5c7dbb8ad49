import Documents
import Testing

/// The JSON of `scrape check`, `targets`, `relabel`, `generate` and of `explain`.
@Suite struct ScrapeConfigurationTests {
  static let pods = """
    {"kind":"List","apiVersion":"v1","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web",
    "namespace":"shop"},"spec":{"containers":[{"name":"a","ports":[{"containerPort":80},
    {"containerPort":81}]}]},"status":{"podIP":"10.42.0.7","phase":"Running"}}]}
    """
  static let job = """
    scrape_configs:
    - job_name: pods
      kubernetes_sd_configs: [{role: pod, api_server: 'https://192.0.2.1'}]
      relabel_configs:
      - {source_labels: [__meta_kubernetes_pod_container_port_number], regex: "80", action: keep}
    """

  @Test func `a configuration that Prometheus refuses has its words and the line`() throws {
    try ScrapeContract.withFiles(["p.yml": "scrape_configs:\n- job_name: a\n  foo: 1\n"]) {
      folder in
      let (code, node) = try ScrapeContract.ask(["check", "--config", "\(folder)/p.yml"])
      #expect(code == 65)
      #expect(node["valid"]?.bool == false)
      #expect(node["line"]?.int == 3)
      let error = try #require(node["error"]?.string)
      #expect(error.contains("field foo not found in type config.ScrapeConfig"))
    }
  }

  @Test(arguments: ["consul", "azure", "ec2", "gce", "docker", "nomad", "linode", "triton"])
  func `an unknown key of a discovery that is not evaluated is refused`(_ kind: String) throws {
    let text = "scrape_configs:\n- job_name: a\n  \(kind)_sd_configs:\n  - {zzz: 1}\n"
    try ScrapeContract.withFiles(["p.yml": text]) { folder in
      let (code, node) = try ScrapeContract.ask(["check", "--config", "\(folder)/p.yml"])
      #expect(code == 65)
      #expect(node["error"]?.string?.contains("line 4: field zzz not found in type ") == true)
    }
  }

  @Test func `check tells what jobs find among objects`() throws {
    let files = ["p.yml": Self.job, "pods.json": Self.pods]
    try ScrapeContract.withFiles(files) { folder in
      let (_, node) = try ScrapeContract.ask(
        ["check", "--config", "\(folder)/p.yml", "--objects", "\(folder)/pods.json"])
      #expect(node["valid"]?.bool == true)
      let found = try #require(node["found"]?.array?.first)
      #expect(found["job"]?.string == "pods")
      #expect(found["scraped"]?.int == 1)
      #expect(found["dropped"]?.int == 1)
      #expect(found["problems"]?.texts == [])
    }
  }

  @Test func `check names a job that finds nothing`() throws {
    let files = ["p.yml": Self.job.replacing("\"80\"", with: "\"90\""), "pods.json": Self.pods]
    try ScrapeContract.withFiles(files) { folder in
      let (code, node) = try ScrapeContract.ask(
        ["check", "--config", "\(folder)/p.yml", "--objects", "\(folder)/pods.json"])
      #expect(code == 1)
      #expect(
        node["findings"]?.array?.contains { $0["id"]?.string == "job-without-targets" } == true)
    }
  }

  @Test func `a target has its labels and URL, a dropped one its rule`() throws {
    let files = ["p.yml": Self.job, "pods.json": Self.pods]
    try ScrapeContract.withFiles(files) { folder in
      let (code, node) = try ScrapeContract.ask(
        ["targets", "--config", "\(folder)/p.yml", "--objects", "\(folder)/pods.json"])
      #expect(code == 0)
      let targets = try #require(node["targets"]?.array)
      #expect(targets.map { $0["url"]?.string } == ["http://10.42.0.7:80/metrics", nil])
      #expect(targets[0]["labels"]?.strings == ["instance": "10.42.0.7:80", "job": "pods"])
      #expect(targets[0]["discovered"]?["__meta_kubernetes_pod_name"]?.string == "web")
      #expect(targets[1]["droppedBy"]?.int == 1)
    }
  }

  @Test func `an empty configuration is said to scrape nothing`() throws {
    try ScrapeContract.withFiles(["p.yml": ""]) { folder in
      let (code, node) = try ScrapeContract.ask(["targets", "--config", "\(folder)/p.yml"])
      #expect(code == 0)
      #expect(node["targets"]?.array?.isEmpty == true)
      #expect(node["notes"]?.texts.first?.contains("has no scrape_configs") == true)
    }
  }

  @Test func `rules keep, change and drop, step by step`() throws {
    let rules = """
      - {source_labels: [a], target_label: b, replacement: "<$1>"}
      - {source_labels: [c], regex: x, action: drop}
      """
    try ScrapeContract.withFiles(["r.yml": rules]) { folder in
      let arguments = ["relabel", "--rules", "\(folder)/r.yml", "-", "--steps"]
      let (code, kept) = try ScrapeContract.ask(arguments, input: #"{"a":"1"}"#)
      #expect(code == 0)
      #expect(kept["keep"]?.bool == true)
      #expect(kept["labels"]?.strings == ["a": "1", "b": "<1>"])
      #expect(kept["steps"]?.array?.count == 2)
      let (_, dropped) = try ScrapeContract.ask(arguments, input: #"{"a":"1","c":"x"}"#)
      #expect(dropped["keep"]?.bool == false)
      #expect(dropped["droppedBy"]?.int == 2)
      let (empty, error) = try ScrapeContract.ask(arguments, input: "")
      #expect(empty == 65)
      #expect(error["error"]?.string?.contains("holds no labels") == true)
    }
  }

  @Test func `a bad rule has Prometheus' words`() throws {
    try ScrapeContract.withFiles(["r.yml": "- {action: replace}\n"]) { folder in
      let (code, node) = try ScrapeContract.ask(
        ["relabel", "--rules", "\(folder)/r.yml", "-"], input: "{}")
      #expect(code == 65)
      #expect(
        node["error"]?.string?.contains(
          "relabel configuration for replace action requires"
            + " 'target_label' value") == true)
    }
  }

  @Test func `generate writes a configuration that check accepts, and the rights it needs`() throws
  {
    let clusters = "clusters:\n- {name: home, api_server: 'https://192.0.2.1:6443'}\n"
    try ScrapeContract.withFiles(["c.yml": clusters]) { folder in
      let (code, node) = try ScrapeContract.ask(["generate", "--clusters", "\(folder)/c.yml"])
      #expect(code == 0)
      let configuration = try #require(node["configuration"]?.string)
      #expect(node["access"]?["home"]?.string?.contains("kind: ClusterRole") == true)
      try ScrapeContract.withFiles(["p.yml": configuration]) { other in
        let (_, checked) = try ScrapeContract.ask(["check", "--config", "\(other)/p.yml"])
        #expect(checked["valid"]?.bool == true)
      }
    }
  }

  @Test func `explain names causes with the command that decides`() throws {
    let line = #"Get "http://10.43.4.242:8082/metrics": dial tcp 10.43.4.242:8082: connect: "#
    let answer = try Tool.run("explain", line + "connection refused", "--output", "json")
    #expect(answer.code == 2)
    let node = try Node(parsingJSON: Array(answer.output.utf8))
    #expect(node["symptom"]?.string == "connection-refused")
    #expect(node["target"]?.string == "10.43.4.242:8082")
    let causes = try #require(node["causes"]?.array)
    #expect(causes.count >= 2)
    #expect(causes.allSatisfy { $0["decide"]?.string?.isEmpty == false })
    let unknown = try Tool.run("explain", "nothing of the kind", "--output", "json")
    #expect(unknown.code == 66)
    let nothing = try Node(parsingJSON: Array(unknown.output.utf8))
    #expect(nothing["known"]?.bool == false)
  }
}
