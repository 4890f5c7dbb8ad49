public import Addressing

/// What of a cluster shall be reached, and behind whom it is.
public struct ClusterNetworks: Sendable, Hashable {
  /// The nodes with the networks of their pods.
  public var nodes: [NodeNetworks]
  /// The networks of Services.
  public var services: [IPPrefix]

  /// A cluster of `nodes`.
  public init(nodes: [NodeNetworks] = [], services: [IPPrefix] = []) {
    self.nodes = nodes
    self.services = services
  }

  /// Whether nothing is known.
  public var isEmpty: Bool { services.isEmpty && nodes.allSatisfy(\.pods.isEmpty) }

  /// The node that has `address`.
  public func node(with address: IPAddress) -> NodeNetworks? {
    nodes.first { $0.addresses.contains(address) }
  }
}

/// A node and the networks of its pods.
public struct NodeNetworks: Sendable, Hashable {
  /// Its name; the gateway's address where only that is known.
  public var name: String
  /// Its addresses, the one to prefer first.
  public var addresses: [IPAddress]
  /// The networks of its pods.
  public var pods: [IPPrefix]
  /// Whether it is ready; nil where nobody said.
  public var isReady: Bool?

  /// A node.
  public init(name: String, addresses: [IPAddress], pods: [IPPrefix], isReady: Bool? = nil) {
    self.name = name
    self.addresses = addresses
    self.pods = pods
    self.isReady = isReady
  }
}
