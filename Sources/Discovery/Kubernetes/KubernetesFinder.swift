/// Finds the targets of a query among objects, as Prometheus 3 does.
///
/// Source: `discovery/kubernetes` of Prometheus; the labels are listed in its configuration
/// reference under `<kubernetes_sd_config>`.
public struct KubernetesFinder: Sendable {
  let query: KubernetesQuery
  private let all: KubernetesObjects

  /// A finder for one `kubernetes_sd_configs`.
  public init(_ query: KubernetesQuery, in objects: KubernetesObjects) {
    self.query = query
    all = objects
  }

  /// A group for each object of the role that Prometheus makes one of, in the order of the objects.
  public func groups() -> [DiscoveredGroup] {
    switch query.role {
    case .node: return seen(.node).compactMap(nodeGroup)
    case .pod: return seen(.pod).map(podGroup)
    case .service: return seen(.service).map(serviceGroup)
    case .endpoints: return seen(.endpoints).map(endpointsGroup)
    case .endpointslice: return seen(.endpointSlice).map(sliceGroup)
    case .ingress: return seen(.ingress).map(ingressGroup)
    }
  }

  /// The objects of a kind that the query lets Prometheus see.
  private func seen(_ kind: KubernetesObjects.Kind) -> [KubernetesObject] {
    all.all(kind).filter { isSeen($0, kind) }
  }

  /// An object by its name, where the query lets Prometheus see it.
  func object(
    _ kind: KubernetesObjects.Kind, namespace: String = "", name: String
  ) -> KubernetesObject? {
    all.object(kind, namespace: namespace, name: name).flatMap { isSeen($0, kind) ? $0 : nil }
  }

  private func isSeen(_ object: KubernetesObject, _ kind: KubernetesObjects.Kind) -> Bool {
    let isWanted = role(of: kind).flatMap { query.selectors[$0] }?.accepts(object) ?? true
    switch kind {
    case .node, .namespace: return isWanted
    case .pod, .service, .endpoints, .endpointSlice, .ingress, .replicaSet, .job:
      return isWanted
        && (query.namespaces.isEmpty || query.namespaces.contains(object.namespace))
    }
  }

  private func role(of kind: KubernetesObjects.Kind) -> KubernetesRole? {
    switch kind {
    case .node: .node
    case .pod: .pod
    case .service: .service
    case .endpoints: .endpoints
    case .endpointSlice: .endpointslice
    case .ingress: .ingress
    case .namespace, .replicaSet, .job: nil
    }
  }
}
