/// What a `kubernetes_sd_configs` looks for.
public enum KubernetesRole: String, Sendable, Hashable, CaseIterable {
  case node
  case pod
  case service
  case endpoints
  case endpointslice
  case ingress
}

extension KubernetesRole {
  /// The kinds that targets and their labels are made of.
  var kinds: [KubernetesObjects.Kind] {
    switch self {
    case .node: [.node]
    case .pod: [.pod]
    case .service: [.service]
    case .endpoints: [.endpoints, .service, .pod]
    case .endpointslice: [.endpointSlice, .service, .pod]
    case .ingress: [.ingress]
    }
  }
}
