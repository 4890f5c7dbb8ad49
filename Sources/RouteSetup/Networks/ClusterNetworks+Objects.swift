import Addressing
public import Cluster

extension ClusterNetworks {
  /// What the objects of a cluster say. Deleted and unready nodes are kept: their pods' networks are
  /// theirs all the same.
  public init(_ cluster: ClusterObjects) {
    let nodes = cluster.nodes.list.map { node in
      NodeNetworks(
        name: node.metadata.name, addresses: node.allAddresses, pods: node.podCIDRs,
        isReady: node.isReady)
    }
    self.init(nodes: nodes, services: cluster.serviceNetworks)
  }
}
