import Relabelling

extension JobLint {
  /// What is wrong with the settings of the job itself.
  func habits() -> [Finding] {
    path() + credentials() + interval() + labels() + probe()
  }

  private func path() -> [Finding] {
    job.metricsPath.contains("?") ? [pathWithQuery(job.metricsPath, job.line)] : []
  }

  private func credentials() -> [Finding] {
    let http = job.http
    let hasCredentials = http.authorization != nil || http.basicAuth != nil || http.oauth2 != nil
    let setsScheme = job.relabelConfigs.contains { $0.fields.targetLabel == "__scheme__" }
    guard hasCredentials, job.scheme == "http", !setsScheme else { return [] }
    guard !isOnThisMachine else { return [] }
    return [
      finding(
        .credentialsOverHTTP,
        "the job sends its credentials over plain http: whoever is on the way can read them",
        "Set scheme: https, with tls_config where the target's CA is not a public one.")
    ]
  }

  private var isOnThisMachine: Bool {
    let targets = job.discovery.flatMap { source -> [String] in
      if case .fixed(let groups) = source { groups.flatMap(\.targets) } else { ["elsewhere"] }
    }
    return targets.allSatisfy { target in
      let host = Self.host(of: target)
      return host == "localhost" || host.hasPrefix("127.") || host == "::1"
    }
  }

  private func interval() -> [Finding] {
    guard job.scrapeInterval.milliseconds >= 300_000 else { return [] }
    return [
      finding(
        .intervalTooLong,
        "scrape_interval \(job.scrapeInterval): after 5 minutes without a sample a series is "
          + "stale, so that graphs and alerts have holes",
        "Scrape at least every 2 minutes.")
    ]
  }

  private func labels() -> [Finding] {
    guard !job.honorLabels else { return [] }
    let isFederation = job.metricsPath.hasSuffix("/federate")
    guard isFederation || job.name.lowercased().contains("pushgateway") else { return [] }
    return [
      finding(
        .honorLabelsMissing,
        "without honor_labels the labels job and instance of the pushed or federated samples "
          + "become exported_job and exported_instance",
        "Set honor_labels: true.")
    ]
  }

  private func probe() -> [Finding] {
    guard job.metricsPath == "/probe", job.params["target"] == nil else { return [] }
    let hasTarget = job.relabelConfigs.contains { $0.fields.targetLabel == "__param_target" }
    guard !hasTarget else { return [] }
    return [
      finding(
        .probeWithoutTarget,
        "/probe is asked without a target: the exporter answers 400 \"Target parameter is missing\"",
        "Copy __address__ to __param_target and set __address__ to the exporter's.")
    ]
  }
}
