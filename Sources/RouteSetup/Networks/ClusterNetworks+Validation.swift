import Addressing

extension ClusterNetworks {
  /// Throws for the first network that cannot be routed, or that overlaps another one.
  /// O(n log n) in the number of networks.
  func validate() throws(RouteSetupError) {
    var all: [Owned] = []
    for node in nodes { all += node.pods.map { Owned(network: $0, owner: node.name) } }
    all += services.map { Owned(network: $0, owner: "") }
    for each in all { try Self.validate(each.network) }
    all.sort {
      ($0.network.address, $0.network.length) < ($1.network.address, $1.network.length)
    }
    var open: [Owned] = []
    for each in all {
      while let last = open.last, !last.network.contains(each.network) { open.removeLast() }
      if let other = open.first(where: { $0.owner != each.owner }) {
        throw .overlapEachOther(other.network, each.network)
      }
      open.append(each)
    }
  }

  private struct Owned {
    var network: IPPrefix
    var owner: String
  }

  private static let reserved = ["127.0.0.0/8", "169.254.0.0/16", "fe80::/10", "::1/128"]
    .compactMap { IPPrefix(parsing: $0) }

  private static func validate(_ network: IPPrefix) throws(RouteSetupError) {
    if network.hasHostBits { throw .hostBits(network) }
    let isReserved = reserved.contains { $0.contains(network) || network.contains($0) }
    if network.length == 0 || isReserved || network.address.isMulticast || network.last.isMulticast
      || network.address.isUnspecified
    {
      throw .notRoutable(network)
    }
  }
}
