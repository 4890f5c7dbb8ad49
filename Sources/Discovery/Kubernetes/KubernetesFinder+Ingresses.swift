import Documents
import Relabelling

extension KubernetesFinder {
  /// Each path of each rule of an Ingress, by the rule's host.
  func ingressGroup(_ ingress: KubernetesObject) -> DiscoveredGroup {
    let hosts = ingress.list("spec", "tls").flatMap { $0["hosts"]?.array ?? [] }
      .map { $0.word ?? "" }
    let targets = ingress.list("spec", "rules").flatMap { rule -> [[Label]] in
      let host = rule.word("host")
      let isSecure = hosts.contains { Self.covers($0, host) }
      return Self.paths(of: rule).map { path in
        [
          MetaLabels.address(host), MetaLabels.label("ingress_host", host),
          MetaLabels.label("ingress_scheme", isSecure ? "https" : "http"),
          MetaLabels.label("ingress_path", path),
        ]
      }
    }
    return DiscoveredGroup(
      source: "ingress/\(ingress.namespace)/\(ingress.name)",
      labels: MetaLabels.object(ingress, "ingress") + [
        MetaLabels.label("namespace", ingress.namespace),
        MetaLabels.label("ingress_class_name", ingress.text("spec", "ingressClassName")),
      ] + attached(namespace: ingress.namespace), targets: targets)
  }

  /// The paths of a rule: `/` where it has no `http`, and for an empty path.
  private static func paths(of rule: Node) -> [String] {
    guard let http = rule["http"], !http.isNull else { return ["/"] }
    return (http["paths"]?.array ?? []).map { path in
      let text = path.word("path")
      return text.isEmpty ? "/" : text
    }
  }

  /// Whether a host of `tls` is the rule's, or has `*` for its first label.
  private static func covers(_ pattern: String, _ host: String) -> Bool {
    if pattern == host { return true }
    let patterns = pattern.split(separator: ".", omittingEmptySubsequences: false)
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return patterns.first == "*" && patterns.count == parts.count
      && patterns.dropFirst() == parts.dropFirst()
  }
}
