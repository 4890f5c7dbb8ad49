public import Cluster

/// What a host of a snapshot is.
public enum HostRole: Sendable, Hashable {
  /// The machine that Prometheus runs on.
  case scraper
  /// A machine that only forwards.
  case router
  /// A machine of the cluster, and its name there.
  case node(kubernetesNode: String?)
  /// A pod, and the host it runs on.
  case pod(ObjectName, node: String?)
}

extension HostRole {
  /// The role in one word, as `snapshot.json` writes it.
  public var word: String {
    switch self {
    case .scraper: "scraper"
    case .router: "router"
    case .node: "node"
    case .pod: "pod"
    }
  }
}
