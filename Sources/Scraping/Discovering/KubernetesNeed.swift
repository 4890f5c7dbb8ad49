import ClusterAccess
import PrometheusConfiguration

/// A list that a role asks an API server for.
struct KubernetesNeed {
  let resource: APIResource
  /// Whether it is asked for namespace by namespace where a discovery names namespaces.
  var isNamespaced = true

  /// The lists of a discovery: the role's own, and those its labels come from.
  static func all(of discovery: KubernetesDiscovery) -> [KubernetesNeed] {
    let attached = discovery.attachMetadata
    var needs: [KubernetesNeed] =
      switch discovery.role {
      case "node": [node]
      case "service": [services]
      case "endpoints": [core("endpoints", "Endpoints"), services, pods]
      case "endpointslice": [slices, services, pods]
      case "ingress": [ingresses]
      case _: [pods]
      }
    if attached.node { needs.append(node) }
    if attached.namespace { needs.append(namespaces) }
    if attached.deployment { needs.append(group("apps", "replicasets", "ReplicaSet")) }
    if attached.job || attached.cronJob { needs.append(group("batch", "jobs", "Job")) }
    return needs
  }

  /// The selectors that a discovery has for these objects.
  func selectors(of discovery: KubernetesDiscovery) -> ListSelectors {
    let selector = discovery.selectors.first { Self.resources[$0.role] == resource.name }
    return ListSelectors(labels: selector?.label ?? "", fields: selector?.field ?? "")
  }

  private static let resources = [
    "node": "nodes", "pod": "pods", "service": "services", "endpoints": "endpoints",
    "endpointslice": "endpointslices", "ingress": "ingresses",
  ]

  private static let pods = core("pods", "Pod")
  private static let services = core("services", "Service")
  private static let node = KubernetesNeed(
    resource: APIResource(group: "", version: "v1", name: "nodes", kind: "Node"),
    isNamespaced: false)
  private static let namespaces = KubernetesNeed(
    resource: APIResource(group: "", version: "v1", name: "namespaces", kind: "Namespace"),
    isNamespaced: false)
  private static let slices = group("discovery.k8s.io", "endpointslices", "EndpointSlice")
  private static let ingresses = group("networking.k8s.io", "ingresses", "Ingress")

  private static func core(_ name: String, _ kind: String) -> KubernetesNeed {
    group("", name, kind)
  }

  private static func group(_ group: String, _ name: String, _ kind: String) -> KubernetesNeed {
    KubernetesNeed(resource: APIResource(group: group, version: "v1", name: name, kind: kind))
  }
}
