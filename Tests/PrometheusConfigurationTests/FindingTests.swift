import PrometheusConfiguration
import Testing

/// What is valid and wrong: each kind with a configuration that has it and one that has not.
struct FindingTests {
  private static func kinds(_ text: String, files: Set<String> = []) throws -> [String] {
    let configuration = try Configuration(parsing: Array(text.utf8))
    let source = ConfigurationFiles(
      content: { files.contains($0) ? [] : nil },
      matching: { pattern in files.contains(pattern) ? [pattern] : [] }, environment: { _ in nil })
    return ConfigurationLint(configuration, files: source).findings().map(\.kind.rawValue)
  }

  private static func job(_ body: String) -> String {
    let isTargeted = body.contains("_sd_configs") || body.contains("static_configs")
    let rest = isTargeted ? "" : "\n  static_configs: [{targets: [\"h:1\"]}]"
    return "scrape_configs:\n- job_name: a\n  "
      + body.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
      + rest + "\n"
  }

  private static let pods = "kubernetes_sd_configs: [{role: pod, api_server: \"https://k:6443\"}]\n"

  @Test(
    arguments: [
      ("tls_config: {ca_file: /ca}", ["ca-file-missing"]),
      ("tls_config: {ca_file: /here}", []),
      ("scheme: https\nbearer_token_file: /token", ["credentials-file-missing"]),
      ("scheme: https\nbearer_token_file: /here", []),
      ("tls_config: {cert_file: /c, key_file: /here}", ["client-certificate-missing"]),
      ("file_sd_configs: [{files: [\"/t/*.yml\"]}]", ["file-discovery-empty"]),
      ("file_sd_configs: [{files: [/here.yml]}]", []),
      (
        "kubernetes_sd_configs: [{role: node, api_server: \"kube.local:6443\"}]",
        ["api-server-without-scheme"]
      ),
      (
        "kubernetes_sd_configs: [{role: node, api_server: \"https://:6443\"}]",
        ["api-server-without-host"]
      ),
      (
        pods
          + "relabel_configs: [{target_label: __address__, replacement: \"kubernetes.default.svc:443\"}]",
        ["in-cluster-name"]
      ),
      (
        "kubernetes_sd_configs: [{role: pod}]\nrelabel_configs: "
          + "[{target_label: __address__, replacement: \"kubernetes.default.svc:443\"}]", []
      ),
      ("metrics_path: /metrics?format=prometheus", ["path-with-query"]),
      (
        pods + "relabel_configs: [{source_labels: [__meta_kubernetes_pod_name], "
          + "target_label: x, replacement: '\\${1}'}]", ["escaped-reference"]
      ),
      (
        pods
          + "relabel_configs: [{target_label: __metrics_path__, replacement: /api/v1/nodes//proxy}]",
        ["empty-reference"]
      ),
      (
        pods + "relabel_configs: [{source_labels: [__meta_kubernetes_pod_annotation_a], "
          + "target_label: x}, {source_labels: [__meta_kubernetes_pod_annotation_a.b], "
          + "target_label: x}, {source_labels: [__meta_kubernetes_endpoint_port_name], target_label: x}]",
        ["meta-label-never-set", "meta-label-never-set"]
      ),
      (
        "kubernetes_sd_configs: [{role: endpoints, api_server: \"https://k:6443\"}]\nrelabel_configs: "
          + "[{source_labels: [__meta_kubernetes_endpoint_port_name, "
          + "__meta_kubernetes_pod_container_port_number, __meta_kubernetes_service_name], "
          + "target_label: x}]", []
      ),
      (
        "relabel_configs: [{source_labels: [a], target_label: __params_module}]",
        ["parameter-label-misspelt"]
      ),
      ("bearer_token: x", ["credentials-over-http"]),
      ("bearer_token: x\nstatic_configs: [{targets: [\"localhost:9\"]}]", []),
      (
        "static_configs: [{targets: [\"http://h\"]}]\nrelabel_configs: [{target_label: x}]",
        ["target-not-a-host"]
      ),
      ("static_configs: [{targets: [\"h:1\", \"h:1\"]}]", ["target-repeated"]),
      (
        "static_configs: [{targets: [\"h:1\"]}, {targets: [\"h:1\"], labels: {a: b}}]", []
      ),
      ("scrape_interval: 5m", ["interval-too-long"]),
      ("metrics_path: /federate", ["honor-labels-missing"]),
      ("metrics_path: /federate\nhonor_labels: true", []),
      ("metrics_path: /probe", ["probe-without-target"]),
      (
        "metrics_path: /probe\nrelabel_configs: [{source_labels: [__address__], "
          + "target_label: __param_target}]", []
      ),
      (
        "kubernetes_sd_configs: [{role: node}]\nrelabel_configs: [{target_label: __address__, "
          + "replacement: \"10.1.1.1:6443\"}]", ["discovery-only-in-cluster"]
      ),
    ] as [(String, [String])])
  func `finds what it should and nothing else`(body: String, expected: [String]) throws {
    let found = try Self.kinds(Self.job(body), files: ["/here", "/here.yml"])
    #expect(found == expected)
  }

  @Test func `knows that a job without discovery has no targets`() throws {
    #expect(try Self.kinds("scrape_configs: [{job_name: a}]") == ["job-without-targets"])
  }

  private static let proxied = """
    relabel_configs:
    - {source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], regex: 'true', action: keep}
    - target_label: __address__
      replacement: k:6443
    - source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name, __meta_kubernetes_pod_container_port_number]
      regex: (.+);(.+);(.+)
      target_label: __metrics_path__
      replacement: /api/v1/namespaces/$1/pods/$2:$3/proxy/metrics
    """

  @Test func `sees that a pod without a port scrapes the API server itself`() throws {
    let keep =
      "\n- {source_labels: [__meta_kubernetes_pod_container_port_number], regex: .+, action: keep}"
    #expect(
      try Self.kinds(Self.job(Self.pods + Self.proxied)) == ["proxy-path-may-not-match"])
    #expect(try Self.kinds(Self.job(Self.pods + Self.proxied + keep)) == [])
    let services = Self.proxied.split(separator: "/pods/").joined(separator: "/services/")
    #expect(
      try Self.kinds(Self.job(Self.pods + services))
        == ["service-proxy-mixes-replicas", "proxy-path-may-not-match"])
  }
}
