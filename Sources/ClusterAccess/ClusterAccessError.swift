/// Why the API server could not be asked.
public enum ClusterAccessError: Error, Sendable, Hashable {
  /// A kubeconfig that cannot be used: its path and what is wrong.
  case kubeconfig(path: String, reason: String)
}
