/// What a `kubernetes_sd_configs` looks for.
public enum KubernetesRole: String, Sendable, Hashable, CaseIterable {
  case node
  case pod
  case service
  case endpoints
  case endpointslice
  case ingress
}
