extension DiscoveryError: CustomStringConvertible {
  /// What cannot be found, why, and what helps.
  public var description: String {
    switch self {
    case .notEvaluated(let name): "\(name)_sd_configs is not evaluated: its targets are missing"
    case .noObjects(let role):
      "kubernetes_sd_configs with role \(role) needs the objects of the cluster: "
        + "name them with --snapshot or --objects"
    case .missing(let resources, let role):
      "role \(role): nobody recorded \(resources.joined(separator: ", ")): "
        + "targets or labels may be missing (kubectl get \(resources.joined(separator: ",")) -A -o json)"
    case .noOwnNamespace:
      "own_namespace is the namespace Prometheus runs in: name it with --own-namespace"
    case .refusedFields(let fields, let role):
      "the API server refuses field selectors by \(fields.joined(separator: ", ")) for "
        + "role \(role.rawValue): nothing is found"
    case .selector(let role): "a selector for role \(role.rawValue) cannot be read"
    case .unreadable(let path): "file_sd_configs: \(path) cannot be read"
    case .list(let source, let reason): "\(source): \(reason)"
    case .server(let source, let reason): "\(source): \(reason)"
    }
  }
}
