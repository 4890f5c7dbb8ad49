public import Documents

/// The `prometheus.yml` for any number of clusters.
public struct GeneratedConfiguration: Sendable {
  private let plans: [ClusterPlan]

  /// The configuration for `plans`.
  public init(_ plans: [ClusterPlan]) { self.plans = plans }

  /// The document.
  public var node: Node {
    let jobs = plans.flatMap { plan in plan.scrapes.map { GeneratedJob(plan, $0).node } }
    return ["scrape_configs": Node(.array(jobs))]
  }
}

/// One job for one part of one cluster.
struct GeneratedJob {
  let plan: ClusterPlan
  let scrape: ClusterPlan.Scrape

  init(_ plan: ClusterPlan, _ scrape: ClusterPlan.Scrape) {
    self.plan = plan
    self.scrape = scrape
  }

  private var isProxied: Bool {
    scrape.way == .proxy && scrape.part != .apiServer
  }

  /// Whether scrapes carry the token: to the API server and to kubelets.
  private var sendsToken: Bool {
    switch scrape.part {
    case .apiServer, .kubelet, .cadvisor: true
    case .nodeExporter, .kubeStateMetrics, .pods, .services: isProxied
    }
  }

  var node: Node {
    var members = [Node.Member("job_name", text("\(plan.name)-\(scrape.part.rawValue)"))]
    if scrape.part == .kubeStateMetrics { members.append(Node.Member("honor_labels", true)) }
    if scrape.part == .cadvisor, !isProxied {
      members.append(Node.Member("metrics_path", "/metrics/cadvisor"))
    }
    if sendsToken {
      members.append(Node.Member("scheme", "https"))
      members += access(isKubelet: isKubelet)
    }
    if scrape.part == .apiServer {
      members.append(Node.Member("static_configs", [["targets": [text(authority)]]]))
    } else {
      members.append(Node.Member("kubernetes_sd_configs", [discovery]))
    }
    members.append(Node.Member("relabel_configs", Node(.array(rules + labelRules))))
    return Node(.object(members))
  }

  /// `authorization` and `tls_config`.
  private func access(isKubelet: Bool) -> [Node.Member] {
    var tls: [Node.Member] = []
    if let file = plan.caFile, !(isKubelet && plan.skipsKubeletVerification) {
      tls.append(Node.Member("ca_file", text(file)))
    } else {
      tls.append(Node.Member("insecure_skip_verify", true))
    }
    return [
      Node.Member("authorization", ["credentials_file": text(plan.credentialsFile)]),
      Node.Member("tls_config", Node(.object(tls))),
    ]
  }

  private var isKubelet: Bool {
    (scrape.part == .kubelet || scrape.part == .cadvisor) && !isProxied
  }

  private var authority: String {
    let host = plan.apiServer.host
    let hasPort = host.hasPrefix("[") ? host.contains("]:") : host.contains(":")
    return hasPort ? host : host + ":443"
  }

  private var role: String {
    switch scrape.part {
    case .apiServer, .kubelet, .cadvisor: "node"
    case .nodeExporter: isProxied ? "pod" : "node"
    case .pods: "pod"
    case .kubeStateMetrics, .services: "endpoints"
    }
  }

  private var discovery: Node {
    var members = [
      Node.Member("role", text(role)), Node.Member("api_server", text(plan.apiServer.text)),
    ]
    members += access(isKubelet: false)
    let isNamespaced = scrape.part == .pods || scrape.part == .services
    if isNamespaced, !plan.namespaces.isEmpty {
      members.append(
        Node.Member("namespaces", ["names": Node(.array(plan.namespaces.map(text)))]))
    }
    return Node(.object(members))
  }

  private func text(_ text: String) -> Node { Node(.string(text)) }
}

extension GeneratedJob {
  private func rule(
    _ sources: [String], _ regex: String? = nil, to target: String? = nil,
    _ replacement: String? = nil,
    action: String? = nil
  ) -> Node {
    var members: [Node.Member] = []
    if !sources.isEmpty {
      members.append(Node.Member("source_labels", Node(.array(sources.map { Node(.string($0)) }))))
    }
    if let regex { members.append(Node.Member("regex", Node(.string(regex)))) }
    if let target { members.append(Node.Member("target_label", Node(.string(target)))) }
    if let replacement { members.append(Node.Member("replacement", Node(.string(replacement)))) }
    if let action { members.append(Node.Member("action", Node(.string(action)))) }
    return Node(.object(members))
  }

  private func meta(_ name: String) -> String { "__meta_kubernetes_" + name }

  /// The rules that choose targets and make their addresses.
  fileprivate var rules: [Node] {
    switch scrape.part {
    case .apiServer: return []
    case .kubelet: return nodeRules(path: "/metrics")
    case .cadvisor: return nodeRules(path: "/metrics/cadvisor")
    case .nodeExporter: return nodeExporterRules
    case .kubeStateMetrics: return kubeStateMetricsRules
    case .pods:
      return annotated(by: "pod") + (isProxied ? podProxy(scheme: "pod") : podAddress("pod"))
    case .services:
      return annotated(by: "service") + [running]
        + (isProxied ? podProxy(scheme: "service") : podAddress("service"))
    }
  }

  private func nodeRules(path: String) -> [Node] {
    let name = rule([meta("node_name")], to: "instance")
    guard isProxied else { return [name] }
    return [name, viaAPIServer]
      + [rule([meta("node_name")], to: "__metrics_path__", "/api/v1/nodes/$1/proxy\(path)")]
  }

  private var viaAPIServer: Node { rule([], to: "__address__", authority) }

  private var nodeExporterRules: [Node] {
    guard isProxied else {
      return [
        rule([meta("node_name")], to: "instance"),
        rule(["__address__"], #"(\[.+\]|[^:]+)(?::\d+)?"#, to: "__address__", "$1:9100"),
      ]
    }
    return [
      rule(
        [meta("pod_label_app_kubernetes_io_name")], "(prometheus-)?node-exporter", action: "keep"),
      rule([meta("pod_container_port_number")], "9100", action: "keep"),
      rule([meta("pod_node_name")], to: "instance"), viaAPIServer, podPath("/metrics"),
    ]
  }

  /// The path of a pod's port; targets without a port are dropped before, since they would keep
  /// /metrics and scrape the API server itself.
  private func podPath(_ path: String) -> Node {
    rule(
      [meta("namespace"), meta("pod_name"), meta("pod_container_port_number")], "(.+);(.+);(.+)",
      to: "__metrics_path__", "/api/v1/namespaces/$1/pods/$2:$3/proxy\(path)")
  }

  private var kubeStateMetricsRules: [Node] {
    let chosen = [
      rule(
        [meta("service_label_app_kubernetes_io_name")], "kube-state-metrics", action: "keep"),
      rule([meta("endpoint_port_name")], "http|http-metrics|metrics", action: "keep"),
    ]
    guard isProxied else { return chosen }
    return chosen + [
      rule([meta("pod_container_port_number")], ".+", action: "keep"), viaAPIServer,
      podPath("/metrics"),
    ]
  }

  private func annotated(by object: String) -> [Node] {
    let kept = rule([meta("\(object)_annotation_prometheus_io_scrape")], "true", action: "keep")
    return object == "pod" ? [kept, running] : [kept]
  }

  private var running: Node {
    rule([meta("pod_phase")], "Succeeded|Failed", action: "drop")
  }

  private func podAddress(_ object: String) -> [Node] {
    let annotation = meta("\(object)_annotation_prometheus_io_")
    return [
      rule([annotation + "scheme"], "(https?)", to: "__scheme__"),
      rule([annotation + "path"], "(.+)", to: "__metrics_path__"),
      rule(
        ["__address__", annotation + "port"], #"(\[.+\]|[^:]+)(?::\d+)?;(\d+)"#, to: "__address__",
        "$1:$2"),
    ]
  }

  /// Through the proxy: port, scheme and path come from annotations where there are some.
  private func podProxy(scheme object: String) -> [Node] {
    let annotation = meta("\(object)_annotation_prometheus_io_")
    return [
      rule([meta("pod_name")], ".+", action: "keep"),
      rule(
        [annotation + "port"], #"(\d+)"#, to: "__tmp_port"),
      rule(
        ["__tmp_port", meta("pod_container_port_number")], #";(\d+)"#, to: "__tmp_port"),
      rule(["__tmp_port"], ".+", action: "keep"),
      rule([], to: "__tmp_path", "/metrics"),
      rule([annotation + "path"], "/?(.+)", to: "__tmp_path", "/$1"),
      rule([annotation + "scheme"], "https", to: "__tmp_scheme", "https:"),
      rule(["__address__"], to: "instance"),
      viaAPIServer,
      rule(
        [meta("namespace"), "__tmp_scheme", meta("pod_name"), "__tmp_port", "__tmp_path"],
        "(.+);(.*);(.+);(.+);(.+)", to: "__metrics_path__",
        "/api/v1/namespaces/$1/pods/$2$3:$4/proxy$5"),
    ]
  }

  /// Labels of the samples.
  fileprivate var labelRules: [Node] {
    var all = [rule([], to: "cluster", plan.name)]
    for (name, value) in plan.labels.sorted(by: { $0.key < $1.key }) {
      all.append(
        rule(
          [], to: name,
          value.split(separator: "$", omittingEmptySubsequences: false)
            .joined(separator: "$$")))
    }
    if role != "node" {
      all += [
        rule([meta("namespace")], to: "namespace"), rule([meta("pod_name")], to: "pod"),
      ]
    }
    return all
  }
}
