public import PrometheusConfiguration

extension KubernetesQuery {
  /// The query of a `kubernetes_sd_configs`; `own` is the namespace that `own_namespace` means.
  ///
  /// Nil where a selector cannot be read, which no configuration that was loaded has.
  public init?(_ discovery: KubernetesDiscovery, own: String?) {
    guard let role = KubernetesRole(rawValue: discovery.role) else { return nil }
    self.init(role: role, namespaces: discovery.namespaces)
    if discovery.ownNamespace, let own, !namespaces.contains(own) { namespaces.append(own) }
    for selector in discovery.selectors {
      guard let role = KubernetesRole(rawValue: selector.role),
        let labels = LabelRequirements(parsing: selector.label),
        let fields = FieldRequirements(parsing: selector.field)
      else { return nil }
      selectors[role] = KubernetesSelector(labels: labels, fields: fields)
    }
    attached.node = discovery.attachMetadata.node
    attached.namespace = discovery.attachMetadata.namespace
    attached.deployment = discovery.attachMetadata.deployment
    attached.job = discovery.attachMetadata.job
    attached.cronJob = discovery.attachMetadata.cronJob
  }
}
