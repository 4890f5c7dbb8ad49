import Documents
import Foundation
import Testing

@Suite struct AuditTests {
  static let argocd = Tool.sample("Manifests/argocd-2.0.4.yaml")
  static let recording = Tool.sample("Snapshots/argocd-refused")

  private func audit(_ arguments: String..., input: String = "") throws -> (Tool.Answer, Node) {
    let answer = try Tool.run(
      ["audit"] + arguments + ["--output", "json"], input: Array(input.utf8))
    return (answer, try Node(parsingJSON: answer.output))
  }

  private func targets(_ report: Node, _ verdict: String) -> [String] {
    (report["targets"]?.array ?? []).filter { $0["verdict"]?.string == verdict }
      .compactMap { $0["target"]?.string }
  }

  @Test func `names the ports of Argo CD that the scraper will lose, before the install`() throws {
    let (answer, report) = try audit("--from", "192.168.1.10", "--manifests", Self.argocd)
    #expect(answer.code == 1)
    #expect(
      targets(report, "denied") == [
        "argocd/argocd-dex-server:5558", "argocd/argocd-metrics:8082",
        "argocd/argocd-repo-server:8084",
      ])
    #expect(targets(report, "allowed") == ["argocd/argocd-server-metrics:8083"])
    #expect(
      report["otherPorts"]?.array?.compactMap { $0["target"]?.string } == [
        "argocd/argocd-dex-server:5556", "argocd/argocd-dex-server:5557",
        "argocd/argocd-redis:6379", "argocd/argocd-repo-server:8081",
      ])
  }

  @Test(arguments: ["patch", "new"])
  func `passes with the remedy applied, and the remedy admits nothing else`(style: String) throws {
    let (_, report) = try audit(
      "--from", "192.168.1.10", "--manifests", Self.argocd, "--style", style)
    let remedy = try #require(report["remedy"])
    #expect(remedy["admitsAsked"]?.bool == true)
    #expect(remedy["alsoAdmits"]?.array?.isEmpty == true)
    #expect(remedy["whatIf"]?.string == "reachable")
    let manifest = try #require(remedy["content"]?.string)
    let (after, mended) = try audit(
      "--from", "192.168.1.10", "--manifests", Self.argocd, "-", input: manifest)
    #expect(after.code == 0)
    #expect(mended["verdict"]?.string == "reachable")
    let (other, _) = try audit(
      "--from", "192.168.1.11", "--manifests", Self.argocd, "-", input: manifest)
    #expect(other.code == 1)
  }

  @Test func `says what an install changed`() throws {
    let bare = try String(contentsOf: URL(filePath: Self.argocd), encoding: .utf8)
      .components(separatedBy: "---\n").filter { !$0.contains("kind: NetworkPolicy") }
      .joined(separator: "---\n")
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "audit-\(UInt64.random(in: 0 ... .max)).yaml")
    try Data(bare.utf8).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (answer, report) = try audit(
      "--from", "192.168.1.10", "--manifests", Self.argocd, "--before", folder.path, "--fail-on",
      "changed")
    #expect(answer.code == 1)
    #expect(
      report["targets"]?.array?.compactMap { $0["before"]?.string }
        == ["allowed", "allowed", "allowed", "allowed"])
    let (same, _) = try audit(
      "--from", "192.168.1.10", "--manifests", Self.argocd, "--before", Self.argocd, "--fail-on",
      "changed")
    #expect(same.code == 0)
  }

  @Test func `puts objects without a namespace into the one named`() throws {
    let bare = try String(contentsOf: URL(filePath: Self.argocd), encoding: .utf8)
      .replacingOccurrences(of: "  namespace: argocd\n", with: "")
    let (answer, report) = try audit(
      "--from", "192.168.1.10", "-n", "argocd", "--manifests", "-", input: bare)
    #expect(answer.code == 1)
    #expect(targets(report, "denied").count == 3)
    let (elsewhere, _) = try audit(
      "--from", "192.168.1.10", "-n", "other", "--manifests", Self.argocd)
    #expect(elsewhere.code == 2)
  }

  @Test func `finds targets by annotation, monitor and configuration`() throws {
    let manifests = """
      {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: a, labels: {app: p}, annotations: {prometheus.io/scrape: "true", prometheus.io/port: "9000"}}, spec: {containers: [{name: c, ports: [{name: web, containerPort: 8080}]}]}, status: {podIP: 10.0.0.1}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: s, namespace: a, labels: {app: s}}, spec: {clusterIP: 10.43.0.1, selector: {app: p}, ports: [{name: web, port: 80, targetPort: web}]}}
      ---
      {apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: m, namespace: b}, spec: {namespaceSelector: {any: true}, selector: {matchLabels: {app: s}}, endpoints: [{port: web}]}}
      ---
      {apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, metadata: {name: q, namespace: a}, spec: {selector: {matchLabels: {app: p}}, podMetricsEndpoints: [{port: web}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: a}, spec: {podSelector: {}}}

      """
    let (answer, report) = try audit("--from", "1.2.3.4", "--manifests", "-", input: manifests)
    #expect(answer.code == 1)
    let found = report["targets"]?.array ?? []
    #expect(found.compactMap { $0["target"]?.string } == ["a/s:80", "pod a/p:9000"])
    #expect(
      found.first?["foundBy"] == ["ServiceMonitor b/m", "PodMonitor a/q"])
    #expect(found.last?["foundBy"] == ["pod annotation prometheus.io/scrape"])

    let config = FileManager.default.temporaryDirectory.appending(
      path: "prometheus-\(UInt64.random(in: 0 ... .max)).yml")
    try Data(
      """
      scrape_configs:
      - job_name: static
        static_configs: [{targets: ["10.43.0.1:80", "s.a.svc:80", "9.9.9.9:9100", "x.y:1"]}]
      """.utf8
    ).write(to: config)
    defer { try? FileManager.default.removeItem(at: config) }
    let (_, configured) = try audit(
      "--from", "1.2.3.4", "--manifests", "-", "--config", config.path, input: manifests)
    #expect(targets(configured, "denied") == ["10.43.0.1:80", "s.a.svc:80"])
    #expect(targets(configured, "allowed") == ["9.9.9.9:9100", "x.y:1"])
    #expect(configured["notes"]?.array?.count == 1)
  }

  @Test func `finds and relabels the targets of a configuration as Prometheus does`() throws {
    let config = FileManager.default.temporaryDirectory.appending(
      path: "prometheus-\(UInt64.random(in: 0 ... .max)).yml")
    try Data(
      """
      scrape_configs:
      - job_name: pods
        kubernetes_sd_configs: [{role: pod}]
        relabel_configs:
        - {source_labels: [__meta_kubernetes_pod_annotation_scrape_me], regex: "yes", action: keep}
        - source_labels: [__address__, __meta_kubernetes_pod_annotation_at]
          regex: ([^:]+)(?::\\d+)?;(\\d+)
          replacement: $1:$2
          target_label: __address__
      - job_name: endpoints
        kubernetes_sd_configs: [{role: endpoints}]
        relabel_configs:
        - {source_labels: [__meta_kubernetes_endpoint_port_name], regex: m, action: keep}
      - job_name: proxied
        kubernetes_sd_configs: [{role: pod}]
        relabel_configs:
        - {target_label: __address__, replacement: "kubernetes.default.svc:443"}
        - {target_label: __metrics_path__, replacement: /api/v1/namespaces/default/pods/web:1/proxy/metrics}
      """.utf8
    ).write(to: config)
    defer { try? FileManager.default.removeItem(at: config) }
    // Before an install: no pod has an address yet, and nobody wrote endpoints.
    let manifests = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}, annotations: {scrape_me: "yes", at: "9102"}}
          spec: {containers: [{name: c, ports: [{name: m, containerPort: 9103}, {containerPort: 80}]}]}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{name: m, port: 1, targetPort: m}]}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: only}
      spec: {podSelector: {}, ingress: [{ports: [{port: 9102}]}]}

      """
    let (answer, report) = try audit(
      "--from", "1.2.3.4", "--manifests", "-", "--config", config.path, input: manifests)
    #expect(answer.code == 1)
    #expect(targets(report, "allowed") == ["pod default/web:9102"])
    #expect(targets(report, "denied") == ["pod default/web:9103"])
    #expect(report["notes"]?.array?.compactMap(\.string).count { $0.contains("API server") } == 1)
  }

  @Test(arguments: [("Cluster", "denied", "192.168.1.101/32"), ("Local", "allowed", "")])
  func `judges a node's port by the source that policies see`(
    policy: String, verdict: String, admitted: String
  ) throws {
    let config = FileManager.default.temporaryDirectory.appending(
      path: "prometheus-\(UInt64.random(in: 0 ... .max)).yml")
    try Data(
      """
      scrape_configs:
      - job_name: web
        static_configs: [{targets: ["192.168.1.101:30080"]}]
      """.utf8
    ).write(to: config)
    defer { try? FileManager.default.removeItem(at: config) }
    let manifests = """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP, address: 192.168.1.101}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, status: {addresses: [{type: InternalIP, address: 192.168.1.102}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: p, labels: {app: p}}, spec: {nodeName: \(policy == "Local" ? "n1" : "n2"), containers: [{name: c}]}, status: {podIP: 10.42.1.7}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {type: NodePort, externalTrafficPolicy: \(policy), selector: {app: p}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: scraper-only}
      spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.1.10/32}}]}]}

      """
    let (answer, report) = try audit(
      "--from", "192.168.1.10", "--manifests", "-", "--config", config.path, input: manifests)
    #expect(answer.code == (verdict == "denied" ? 1 : 0))
    #expect(targets(report, verdict) == ["192.168.1.101:30080"])
    #expect(
      (report["remedy"]?["content"]?.string ?? "").contains("cidr: 192.168.1.101/32")
        == !admitted.isEmpty)
    #expect((report["targets"]?.array?.first?["seenAs"] != nil) == (policy == "Cluster"))
  }

  @Test(arguments: ["junit", "sarif", "markdown", "text"])
  func `prints every format`(format: String) throws {
    let answer = try Tool.run(
      "audit", "--from", "192.168.1.10", "--snapshot", Self.recording, "--output", format)
    #expect(answer.code == 1)
    switch format {
    case "junit":
      let check = """
        import sys, xml.etree.ElementTree as e
        s = e.fromstring(sys.stdin.buffer.read())[0]
        assert s.get("failures") == "3" == str(len(s.findall(".//failure"))), s.attrib
        assert s.get("tests") == "5" == str(len(s.findall("testcase"))), s.attrib
        """
      let read = try Tool.run(
        URL(filePath: "/usr/bin/env"), ["python3", "-c", check], input: Array(answer.output.utf8))
      #expect(read.code == 0, "\(read.complaints)")
    case "sarif":
      let run = try Node(parsingJSON: answer.output)["runs"]?.array?.first
      #expect(run?["results"]?.array?.count == 3)
      #expect(
        run?["results"]?.array?.first?["ruleId"]?.string == "target-blocked")
    case "markdown":
      #expect(answer.output.hasPrefix("**blocked: 3 of 5 targets"))
      #expect(answer.output.contains("| argocd/argocd-metrics:8082 | 192.168.1.10 | blocked |"))
    case _:
      #expect(answer.lines[0] == "blocked: 3 of 5 targets cannot be scraped from 192.168.1.10")
    }
  }

  @Test func `says how the command line is wrong`() throws {
    #expect(
      try Tool.run("audit", "--from", "1.1.1.1", "--snapshot", "x", "--context", "y").code == 64)
    #expect(try Tool.run("audit", "--manifests", Self.argocd).code == 64)
    #expect(try Tool.run("audit", "--from", "x", "--manifests", Self.argocd).code == 64)
    #expect(try Tool.run("audit", "--from", "1.1.1.1", "--manifests", "/none").code == 66)
    #expect(
      try Tool.run(
        "audit", "--from", "1.1.1.1", "--manifests", Self.argocd, "--before", "/none"
      ).code == 66)
  }
}
