import Addressing
import Cluster
import Routing
import Snapshots

extension HostModel {
  /// A pod that the cluster names and nobody recorded, behind a link of its node.
  convenience init(
    unrecorded pod: Pod, name: ObjectName, behind port: Port, node: String, index: Int
  ) {
    let snapshot = HostSnapshot(name: "pod \(name)", role: .pod(name, node: node))
    self.init(snapshot, index: index, hasPods: false, attachment: port)
  }
}
