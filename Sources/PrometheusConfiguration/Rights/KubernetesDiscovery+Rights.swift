import Relabelling

extension KubernetesDiscovery {
  /// What discovery itself lists and watches.
  var rights: [NeededRight] {
    var objects: [(group: String, resource: String)]
    switch role {
    case "node": objects = [("", "nodes")]
    case "pod": objects = [("", "pods")]
    case "service": objects = [("", "services")]
    case "endpoints": objects = [("", "endpoints"), ("", "services"), ("", "pods")]
    case "endpointslice":
      objects = [("discovery.k8s.io", "endpointslices"), ("", "services"), ("", "pods")]
    case "ingress": objects = [("networking.k8s.io", "ingresses")]
    case _: objects = []
    }
    if attachMetadata.deployment { objects.append(("apps", "replicasets")) }
    if attachMetadata.job || attachMetadata.cronJob { objects.append(("batch", "jobs")) }
    var places: [String?] = namespaces.map { $0 }
    if places.isEmpty || role == "node" { places = [nil] }
    var all = objects.flatMap { object in
      places.flatMap { Self.listing(object.group, object.resource, $0) }
    }
    if attachMetadata.node { all += Self.listing("", "nodes", nil) }
    if attachMetadata.namespace { all += Self.listing("", "namespaces", nil) }
    return all
  }

  private static func listing(
    _ group: String, _ resource: String, _ namespace: String?
  ) -> [NeededRight] {
    ["list", "watch"].map { verb in
      .object(
        verb: verb, group: group, resource: resource, subresource: "", namespace: namespace)
    }
  }
}

extension ScrapeJob {
  /// What scrapes ask of the API server, or of kubelets that ask it in turn.
  func rights(of discovery: KubernetesDiscovery) -> [NeededRight] {
    let paths = relabelConfigs.filter { $0.fields.targetLabel == "__metrics_path__" }
      .map(\.fields.replacement.description).filter { $0.contains("/proxy") }
    var places: [String?] = discovery.namespaces.map { $0 }
    if places.isEmpty { places = [nil] }
    var all: [NeededRight] = []
    for (part, resource) in [("/pods/", "pods"), ("/services/", "services")]
    where paths.contains(where: { $0.contains(part) }) {
      all += places.map { namespace in
        .object(
          verb: "get", group: "", resource: resource, subresource: "proxy", namespace: namespace)
      }
    }
    if paths.contains(where: { $0.contains("/nodes/") }) {
      all.append(Self.node("proxy"))
    } else if discovery.role == "node", paths.isEmpty, scheme == "https", keepsPort {
      all.append(Self.node("metrics"))
    }
    return all
  }

  /// Whether targets keep the kubelet's port.
  private var keepsPort: Bool {
    !relabelConfigs.contains { $0.fields.targetLabel == "__address__" }
  }

  private static func node(_ subresource: String) -> NeededRight {
    .object(verb: "get", group: "", resource: "nodes", subresource: subresource, namespace: nil)
  }
}
