import Relabelling

extension JobLint {
  /// What is wrong with single rules.
  func rules() -> [Finding] {
    lines.flatMap { rule, line in
      references(rule, line) + labelNames(rule, line) + addresses(rule, line)
    }
  }

  private func references(_ rule: RelabelRule, _ line: Int) -> [Finding] {
    let text = rule.fields.replacement.description
    guard rule.action == .replace || rule.action == .labelmap else { return [] }
    if text.contains("\\$") {
      return [
        finding(
          .escapedReference,
          "the replacement \(text) has a backslash before $: it stays in the result, as "
            + "/%5C in a path",
          "Remove the backslash; it belongs to a shell's here-document.", line)
      ]
    }
    let writesPath = rule.fields.targetLabel == "__metrics_path__"
    if writesPath, text.contains("//") || text.contains("/:") {
      return [
        finding(
          .emptyReference,
          "the path \(text) has nothing between two slashes: a shell may have taken $1 or ${1} "
            + "for a variable of its own",
          "Put the reference back, and quote the here-document's word (<<'EOF').", line)
      ]
    }
    guard writesPath, text.contains("?") else { return [] }
    return [pathWithQuery(text, line)]
  }

  func pathWithQuery(_ path: String, _ line: Int) -> Finding {
    finding(
      .pathWithQuery,
      "the path \(path) has a ?: Prometheus sends it as %3F, and the target answers 404",
      "Put what follows the ? into params, or into labels __param_NAME.", line)
  }

  private func labelNames(_ rule: RelabelRule, _ line: Int) -> [Finding] {
    let sources = (rule.fields.sourceLabels ?? []).map(\.description)
    let target = rule.fields.targetLabel.description
    var found: [Finding] = []
    for name in sources + [target] where name.hasPrefix("__params_") {
      let right = "__param_" + name.dropFirst("__params_".count)
      found.append(
        finding(
          .parameterLabelMisspelt,
          "\(name) means nothing to Prometheus: parameters are called \(right)",
          "Write \(right).", line))
    }
    let written = Set(job.relabelConfigs.map(\.fields.targetLabel.description))
    for name in sources where name.hasPrefix("__meta_kubernetes_") {
      guard !written.contains(name), !MetaLabels.isSet(name, by: kubernetes) else { continue }
      let roles = Set(kubernetes.map(\.role)).sorted().joined(separator: ", ")
      found.append(
        finding(
          .metaLabelNeverSet,
          roles.isEmpty
            ? "\(name) is never set: the job has no kubernetes_sd_configs"
            : "\(name) is never set: role \(roles) has no such label",
          MetaLabels.hint(name, roles: kubernetes.map(\.role)), line))
    }
    return found
  }

  private func addresses(_ rule: RelabelRule, _ line: Int) -> [Finding] {
    guard rule.action == .replace, rule.fields.targetLabel == "__address__" else { return [] }
    let text = rule.fields.replacement.description
    guard isOutside, !text.contains("$"), Self.isClusterName(Self.host(of: text)) else {
      return []
    }
    return [inClusterName(text, line)]
  }
}
