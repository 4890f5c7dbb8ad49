import Relabelling

extension JobLint {
  /// What is wrong with where targets come from.
  func discoveries() -> [Finding] {
    var found: [Finding] = []
    if job.discovery.isEmpty {
      found.append(
        finding(
          .jobWithoutTargets, "the job has no static_configs and no discovery: it has no targets",
          "Add static_configs or a discovery, or remove the job."))
    }
    for discovery in kubernetes {
      guard let server = discovery.apiServer else {
        if discovery.kubeconfigFile.isEmpty, hasOutsideAddress {
          found.append(onlyInCluster(discovery))
        }
        continue
      }
      found += apiServer(server, discovery.line)
    }
    return found
  }

  /// Whether a rule sends scrapes to a fixed address that is not of this cluster.
  private var hasOutsideAddress: Bool {
    job.relabelConfigs.contains { rule in
      let text = rule.fields.replacement.description
      return rule.fields.targetLabel == "__address__" && !text.contains("$")
        && !Self.isClusterName(Self.host(of: text)) && !text.isEmpty
    }
  }

  private func onlyInCluster(_ discovery: KubernetesDiscovery) -> Finding {
    finding(
      .discoveryOnlyInCluster,
      "kubernetes_sd_configs has no api_server: it discovers the cluster that Prometheus itself "
        + "runs in as a pod, while the rules scrape another address",
      "Set api_server with authorization and tls_config where Prometheus runs outside.",
      discovery.line)
  }

  private func apiServer(_ server: GoURL, _ line: Int) -> [Finding] {
    if server.scheme != "http", server.scheme != "https" {
      return [
        finding(
          .apiServerWithoutScheme,
          "api_server \(server.redacted) has no https://: Prometheus speaks plain http to it and "
            + "finds nothing, without a line in its log",
          "Write api_server: https://\(server.redacted)", line)
      ]
    }
    guard server.hostName.isEmpty else { return [] }
    return [
      finding(
        .apiServerWithoutHost,
        "api_server \(server.redacted) names no host: Prometheus asks its own machine",
        "Put the API server's name or address before the port.", line)
    ]
  }
}
