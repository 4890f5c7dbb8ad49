import PrometheusConfiguration
import Testing

/// What changed in Prometheus 3, and what promtool of Debian does not know: messages of its source.
struct ConfigurationTests {
  private static func read(_ text: String) throws(Rejection) -> Configuration {
    try Configuration(parsing: Array(text.utf8))
  }

  private static func message(_ text: String) -> String? {
    do throws(Rejection) {
      _ = try read(text)
      return nil
    } catch {
      return error.message
    }
  }

  private static func job(_ body: String) -> String {
    "scrape_configs:\n- job_name: a\n" + body.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  private static func kubernetes(_ body: String) -> String {
    job("kubernetes_sd_configs:\n- " + body.split(separator: "\n").joined(separator: "\n  "))
  }

  @Test(
    arguments: [
      ("role: pod", nil),
      ("role: pods", #"unknown Kubernetes SD role "pods""#),
      (
        "api_server: https://k",
        "role missing (one of: pod, service, endpoints, endpointslice, "
          + "node, ingress)"
      ),
      (
        "role: pod\ntls_config: {insecure_skip_verify: true}",
        "to use custom HTTP client configuration please provide the 'api_server' URL explicitly"
      ),
      (
        "role: pod\napi_server: https://k\nkubeconfig_file: k",
        "cannot use 'kubeconfig_file' and 'api_server' simultaneously"
      ),
      (
        "role: pod\nkubeconfig_file: k\nbearer_token: x",
        "cannot use a custom HTTP client configuration together with 'kubeconfig_file'"
      ),
      (
        "role: pod\napi_server: https://k\nnamespaces: {own_namespace: true}",
        "cannot use 'api_server' and 'namespaces.own_namespace' simultaneously"
      ),
      ("role: pod\nselectors: [{role: node}]", nil),
      (
        "role: node\nselectors: [{role: pod}]", "node role supports only node selectors"
      ),
      (
        "role: endpoints\nselectors: [{role: node}]",
        "endpoints role supports only pod, service, endpoints selectors"
      ),
      ("role: pod\nselectors: [{role: pod}, {role: pod}]", "duplicated selector role: pod"),
      (
        "role: pod\nselectors: [{role: pod, field: metadata.status-Running}]",
        "invalid selector: 'metadata.status-Running'; can't understand 'metadata.status-Running'"
      ),
      ("role: pod\nselectors: [{role: pod, label: \"a in (b, c),!d,e!=f\"}]", nil),
      ("role: pod\nnamespaces: {foo: 1}", "field foo not found in type kubernetes.plain"),
      ("role: pod\nattach_metadata: {node: true, namespace: true}", nil),
      (
        "role: pod\napi_server: \"https://${x}\"",
        #"parse "https://${x}": invalid character "{" in host name"#
      ),
      ("role: pod\napi_server: https://:6443", nil),
    ] as [(String, String?)])
  func `judges kubernetes_sd_configs as Prometheus' source does`(
    body: String, expected: String?
  ) {
    let message = Self.message(Self.kubernetes(body))
    #expect((message == nil) == (expected == nil))
    if let expected { #expect(message?.hasSuffix(expected) == true, "\(message ?? "")") }
  }

  @Test(
    arguments: [
      (
        "scrape_protocols: []",
        "scrape_protocols cannot be empty for scrape config with job name \"a\""
      ),
      (
        "scrape_protocols: [prometheusproto]",
        "scrape_protocols: unknown scrape protocol prometheusproto, supported: "
          + "[OpenMetricsText0.0.1 OpenMetricsText1.0.0 PrometheusProto PrometheusText0.0.4 "
          + "PrometheusText1.0.0] for scrape config with job name \"a\""
      ),
      (
        "scrape_protocols: [PrometheusProto, PrometheusProto]",
        "duplicated protocol in scrape_protocols, got [PrometheusProto PrometheusProto] for scrape "
          + "config with job name \"a\""
      ),
      (
        "fallback_scrape_protocol: x",
        "invalid fallback_scrape_protocol for scrape config with job name \"a\": unknown scrape "
          + "protocol x, supported: [OpenMetricsText0.0.1 OpenMetricsText1.0.0 PrometheusProto "
          + "PrometheusText0.0.4 PrometheusText1.0.0]"
      ),
      (
        "metric_name_validation_scheme: legacy\nmetric_name_escaping_scheme: allow-utf-8",
        "utf8 metric names requested but validation scheme is not set to UTF8"
      ),
      ("metric_name_validation_scheme: legacy", nil),
      (
        "scrape_classic_histograms: true",
        "yaml: unmarshal errors:\n  line 3: field scrape_classic_histograms not found in type "
          + "config.ScrapeConfig"
      ),
      ("always_scrape_classic_histograms: true", nil),
      ("http_headers: {host: {values: [x]}}", "setting header \"Host\" is not allowed"),
      ("http_headers: {X-A: {values: [x], files: [f]}}", nil),
      (
        "proxy_from_environment: true\nproxy_url: http://p",
        "if proxy_from_environment is configured, proxy_url must not be configured"
      ),
      (
        "no_proxy: x", "if no_proxy is configured, proxy_url must also be configured"
      ),
      (
        "tls_config: {ca: x, ca_file: y}", "at most one of ca, ca_file & ca_ref must be configured"
      ),
    ] as [(String, String?)])
  func `knows the keys of Prometheus 3`(body: String, expected: String?) {
    #expect(Self.message(Self.job(body)) == expected)
  }

  @Test func `fills in what global says`() throws {
    let text = """
      global: {scrape_interval: 30s, sample_limit: 5, external_labels: {a: "x${V}$$y"}}
      scrape_configs:
      - job_name: a
        scrape_interval: 5s
        bearer_token_file: token
        static_configs: [{targets: ["h:1"], labels: {b: c}}]
        file_sd_configs: [{files: [t.yml]}]
      """
    var read = try Configuration(parsing: Array(text.utf8)) { $0 == "V" ? "v" : nil }
    read.setDirectory("/etc/p")
    let job = try #require(read.scrapeJobs.first)
    #expect(job.scrapeInterval == PrometheusDuration(milliseconds: 5000))
    #expect(job.scrapeTimeout == PrometheusDuration(milliseconds: 5000))
    #expect(job.limits.samples == 5)
    #expect(job.line == 3)
    #expect(job.http.authorization?.type == "Bearer")
    #expect(job.http.authorization?.credentialsFile == "/etc/p/token")
    #expect(read.global.externalLabels == ["a": "xv$y"])
    #expect(job.scrapeProtocols?.first == "OpenMetricsText1.0.0")
    guard case .file(let file) = job.discovery.first, case .fixed(let groups) = job.discovery.last
    else {
      Issue.record("\(job.discovery)")
      return
    }
    #expect(file.files == ["/etc/p/t.yml"])
    #expect(groups.first?.labels == ["b": "c"])
  }

  @Test(arguments: [
    (90_000, "1m30s"), (60_000, "1m"), (604_800_000, "1w"), (86_400_000, "1d"), (500, "500ms"),
    (0, "0s"), (691_200_000, "8d"), (31_536_000_000, "1y"),
  ])
  func `prints durations as Prometheus does`(milliseconds: Int64, text: String) {
    #expect(PrometheusDuration(milliseconds: milliseconds).description == text)
  }

  @Test func `never prints a secret`() throws {
    let read = try Self.read(Self.job("basic_auth: {username: u, password: hunter2}"))
    #expect(!"\(read)".contains("hunter2"))
    #expect(!String(reflecting: read).contains("hunter2"))
    var dumped = ""
    dump(read, to: &dumped)
    #expect(!dumped.contains("hunter2"))
  }

  @Test func `unwraps a ConfigMap and the file of Grafana Agent`() throws {
    let map = """
      apiVersion: v1
      kind: ConfigMap
      data:
        prometheus.yml: |
          scrape_configs:
          - job_name: a
            foo: 1
      """
    let agent = """
      server: {http_listen_port: 1}
      metrics:
        wal_directory: /tmp
        global: {scrape_interval: 7s}
        configs:
        - name: x
          scrape_configs: [{job_name: a}]
          remote_write: [{url: "http://r"}]
      """
    let files = ["/m.yml": map, "/a.yml": agent]
    let source = ConfigurationFiles(
      content: { files[$0].map { Array($0.utf8) } }, matching: { _ in [] },
      environment: { _ in nil })
    #expect(
      throws: ConfigurationFault.rejected(
        Rejection(
          "yaml: unmarshal errors:\n  line 3: field foo not found in type config.ScrapeConfig",
          line: 7), file: "/m.yml")
    ) { try Configuration.load("/m.yml", source) }
    let loaded = try Configuration.load("/a.yml", source)
    #expect(loaded.configuration.scrapeJobs.map(\.scrapeInterval.milliseconds) == [7000])
    #expect(loaded.configuration.remoteWrite.count == 1)
    #expect(!loaded.notes.isEmpty)
  }

  @Test func `merges scrape_config_files`() throws {
    let files = [
      "/e/p.yml": "scrape_config_files: ['s/*.yml']\nscrape_configs: [{job_name: a}]\n",
      "/e/s/1.yml": "scrape_configs: [{job_name: b, bearer_token_file: t}]\n",
      "/e/s/2.yml": "scrape_configs: [{job_name: a}]\n",
    ]
    func source(_ matches: [String]) -> ConfigurationFiles {
      ConfigurationFiles(
        content: { files[$0].map { Array($0.utf8) } },
        matching: { $0 == "/e/s/*.yml" ? matches : [] }, environment: { _ in nil })
    }
    let loaded = try Configuration.load("/e/p.yml", source(["/e/s/1.yml"]))
    #expect(loaded.configuration.scrapeJobs.map(\.name) == ["a", "b"])
    #expect(
      loaded.configuration.scrapeJobs.last?.http.authorization?.credentialsFile == "/e/s/t")
    do throws(ConfigurationFault) {
      _ = try Configuration.load("/e/p.yml", source(["/e/s/2.yml"]))
      Issue.record("a job of a name that is taken was accepted")
    } catch {
      #expect(error.description.contains(#"found multiple scrape configs with job name "a""#))
      #expect(error.description.contains("first found in main config file"))
    }
  }
}
