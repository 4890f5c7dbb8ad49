import Cluster
import Snapshots

extension Snapshot {
  /// The recorded host that is `pod`.
  func host(of pod: Pod) -> HostSnapshot? {
    hosts.first { host in
      if case .pod(let name, _) = host.role { return name == pod.objectName }
      return false
    }
  }
}
