import Relabelling

extension JobLint {
  /// What is wrong with scrapes through the API server's proxy.
  func proxyPaths() -> [Finding] {
    var found: [Finding] = []
    for (rule, line) in lines where writesProxyPath(rule) {
      let path = rule.fields.replacement.description
      if path.contains("/services/") {
        found.append(
          finding(
            .serviceProxyMixesReplicas,
            "\(path) asks the Service, and any of its pods answers: what N targets show as UP is "
              + "one URL, each time another replica",
            "Scrape pods: /api/v1/namespaces/NS/pods/POD:PORT/proxy/metrics, with role pod or "
              + "endpoints.", line))
      }
      found += mayNotMatch(rule, line)
    }
    return found
  }

  private func writesProxyPath(_ rule: RelabelRule) -> Bool {
    rule.action == .replace && rule.fields.targetLabel == "__metrics_path__"
      && rule.fields.replacement.description.contains("/proxy")
  }

  /// Whether every target goes to one address, that of the API server.
  private var hasFixedAddress: Bool {
    job.relabelConfigs.contains { rule in
      rule.action == .replace && rule.fields.targetLabel == "__address__"
        && !rule.fields.replacement.description.contains("$")
        && !rule.fields.replacement.isEmpty
    }
  }

  /// A target without one of the labels keeps /metrics, and that is the API server's own.
  private func mayNotMatch(_ rule: RelabelRule, _ line: Int) -> [Finding] {
    guard hasFixedAddress, job.metricsPath == "/metrics" else { return [] }
    let sources = (rule.fields.sourceLabels ?? []).map(\.description)
    let optional = sources.filter { name in
      name.hasPrefix("__meta_kubernetes_") && !MetaLabels.isAlwaysSet(name) && !isRequired(name)
        && !matches(rule, without: [name])
    }
    guard !optional.isEmpty else { return [] }
    return [
      finding(
        .proxyPathMayNotMatch,
        "a target without \(optional.joined(separator: " or ")) does not match the rule that makes "
          + "the proxy's path: it keeps /metrics, scrapes the API server's own metrics and is UP",
        "Before it, keep only targets that have the label: {source_labels: ["
          + optional.joined(separator: ", ") + "], regex: .+, action: keep}", line)
    ]
  }

  /// Whether a rule keeps only targets that have the label.
  private func isRequired(_ name: String) -> Bool {
    job.relabelConfigs.contains { rule in
      let sources = (rule.fields.sourceLabels ?? []).map(\.description)
      guard sources.contains(name) else { return false }
      switch rule.action {
      case .keep: return !matches(rule, without: [name])
      case .drop: return matches(rule, without: [name])
      case .replace where rule.fields.targetLabel.description == name:
        return false
      case .replace, .keepequal, .dropequal, .hashmod, .labelmap, .labeldrop, .labelkeep,
        .lowercase, .uppercase:
        return false
      }
    }
  }

  private func matches(_ rule: RelabelRule, without missing: [String]) -> Bool {
    let sources = (rule.fields.sourceLabels ?? []).map(\.description)
    let separator = rule.fields.separator.description
    let text = sources.map { missing.contains($0) ? "" : "1" }.joined(separator: separator)
    return (rule.fields.regex ?? .everything).matches(ByteString(text))
  }
}
