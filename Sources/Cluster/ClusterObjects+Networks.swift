public import Addressing

extension ClusterObjects {
  /// The pod networks of the nodes, with the node each belongs to.
  public var podNetworks: [(network: IPPrefix, node: String)] {
    nodes.list.flatMap { node in node.podCIDRs.map { ($0, node.metadata.name) } }
  }

  /// The smallest networks, one a family, that hold every Service's cluster address. The range the
  /// API server was started with is no part of its objects; it is at least this.
  public var serviceNetworks: [IPPrefix] {
    IPFamily.allCases.compactMap { family in
      let addresses = services.list.flatMap(\.clusterAddresses).filter { $0.family == family }
      guard let lowest = addresses.min(), let highest = addresses.max() else { return nil }
      var length = family.bitWidth
      while length > 0, let prefix = IPPrefix(lowest, length: length), !prefix.contains(highest) {
        length -= 1
      }
      return IPPrefix(lowest, length: min(length, family == .ipv4 ? 24 : 112))?.canonical
    }
  }
}
