import Relabelling

/// One job under inspection.
struct JobLint {
  let job: ScrapeJob
  /// The roles of its Kubernetes discoveries.
  let kubernetes: [KubernetesDiscovery]

  init(_ job: ScrapeJob) {
    self.job = job
    kubernetes = job.discovery.compactMap { source in
      if case .kubernetes(let discovery) = source { discovery } else { nil }
    }
  }

  /// The rules with their lines.
  var lines: [(rule: RelabelRule, line: Int)] {
    Array(zip(job.relabelConfigs, job.relabelLines)).map { ($0.0, $0.1) }
  }

  /// Whether it discovers a cluster from outside of it.
  var isOutside: Bool {
    kubernetes.contains { discovery in
      guard let server = discovery.apiServer else { return !discovery.kubeconfigFile.isEmpty }
      return !Self.isClusterName(server.hostName)
    }
  }

  func finding(
    _ kind: Finding.Kind, _ summary: String, _ change: String, _ line: Int? = nil
  ) -> Finding {
    Finding(
      kind: kind, job: job.name, file: job.file, line: line ?? job.line, summary: summary,
      change: change)
  }

  /// Whether a name only resolves inside a cluster: `kubernetes.default`, `x.y.svc`.
  static func isClusterName(_ host: String) -> Bool {
    host == "kubernetes.default" || host.hasSuffix(".svc") || host.contains(".svc.")
  }

  /// The host of `host:port`.
  static func host(of address: String) -> String {
    guard !address.hasPrefix("[") else { return String(address.dropFirst().prefix { $0 != "]" }) }
    return String(address.prefix { $0 != ":" && $0 != "/" })
  }
}
