import Addressing

/// Networks and gateways as the command line names them: `--pods`, `--services`, `--via`.
public struct GivenNetworks: Sendable, Hashable {
  /// `CIDR`, or `CIDR=GATEWAY`.
  public var pods: [String]
  /// `CIDR`.
  public var services: [String]
  /// Addresses of nodes: one for all, or one for each of ``pods``.
  public var gateways: [String]

  /// What the options hold.
  public init(pods: [String], services: [String], gateways: [String]) {
    self.pods = pods
    self.services = services
    self.gateways = gateways
  }

  /// Whether networks were named.
  public var isEmpty: Bool { pods.isEmpty && services.isEmpty && gateways.isEmpty }
}

extension GivenNetworks {
  /// Throws for the first text that is no network or address, and for a network with host bits.
  public func check() throws(RouteSetupError) {
    for text in pods {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let network = try Self.network(String(parts[0]))
      guard parts.count == 2 else { continue }
      let gateway = try Self.address(String(parts[1]))
      if gateway.family != network.family {
        throw .familiesDiffer(network: network, gateway: gateway)
      }
    }
    for text in services { _ = try Self.network(text) }
    for text in gateways { _ = try Self.address(text) }
  }

  static func network(_ text: String) throws(RouteSetupError) -> IPPrefix {
    guard text.contains("/"), let prefix = IPPrefix(parsing: text) else { throw .notANetwork(text) }
    if prefix.hasHostBits { throw .hostBits(prefix) }
    return prefix
  }

  static func address(_ text: String) throws(RouteSetupError) -> IPAddress {
    guard let address = IPAddress(parsing: text) else { throw .notAnAddress(text) }
    return address
  }
}

extension ClusterNetworks {
  /// The same with what was named put in the place of what was found. Names of nodes are kept where
  /// a gateway is a known node.
  public func overridden(by given: GivenNetworks) throws(RouteSetupError) -> ClusterNetworks {
    guard !given.isEmpty else { return self }
    var result = self
    let gateways = try given.gateways.map { text throws(RouteSetupError) in
      try GivenNetworks.address(text)
    }
    if !given.services.isEmpty {
      result.services = try given.services.map { text throws(RouteSetupError) in
        try GivenNetworks.network(text)
      }
    }
    if !given.pods.isEmpty {
      for index in result.nodes.indices { result.nodes[index].pods = [] }
      for (network, gateway) in try pairs(given.pods, gateways) { result.add(network, gateway) }
    }
    for gateway in gateways where result.node(with: gateway) == nil { result.add(nil, gateway) }
    // A gateway that was named comes first, for it is the one that Services shall go through.
    result.nodes =
      gateways.compactMap { result.node(with: $0) }
      + result.nodes.filter { node in !node.addresses.contains { gateways.contains($0) } }
    return result
  }

  private mutating func add(_ network: IPPrefix?, _ gateway: IPAddress) {
    let more = network.map { [$0] } ?? []
    if let index = nodes.firstIndex(where: { $0.addresses.contains(gateway) }) {
      nodes[index].pods += more
    } else {
      nodes.append(NodeNetworks(name: gateway.description, addresses: [gateway], pods: more))
    }
  }

  private func pairs(
    _ texts: [String], _ gateways: [IPAddress]
  ) throws(RouteSetupError) -> [(IPPrefix, IPAddress)] {
    var open: [IPPrefix] = []
    var pairs: [(IPPrefix, IPAddress)] = []
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let network = try GivenNetworks.network(String(parts[0]))
      if parts.count == 2 {
        pairs.append((network, try GivenNetworks.address(String(parts[1]))))
      } else if let owner = nodes.first(where: { $0.pods.contains(network) }), gateways.isEmpty,
        let address = owner.addresses.first(where: { $0.family == network.family })
      {
        pairs.append((network, address))
      } else {
        open.append(network)
      }
    }
    return pairs + (try matched(open, gateways))
  }

  /// Each network with its gateway: by place within each family, or the only one of the family.
  private func matched(
    _ networks: [IPPrefix], _ gateways: [IPAddress]
  ) throws(RouteSetupError) -> [(IPPrefix, IPAddress)] {
    if networks.isEmpty { return [] }
    if networks.count == gateways.count {
      for (network, gateway) in zip(networks, gateways) where network.family != gateway.family {
        throw .familiesDiffer(network: network, gateway: gateway)
      }
      return Array(zip(networks, gateways))
    }
    var pairs: [(IPPrefix, IPAddress)] = []
    for family in IPFamily.allCases {
      let wanted = networks.filter { $0.family == family }
      let own = gateways.filter { $0.family == family }
      if wanted.isEmpty { continue }
      if own.isEmpty, let other = gateways.first {
        throw .familiesDiffer(network: wanted[0], gateway: other)
      }
      guard own.count == wanted.count || own.count == 1 else {
        throw .gatewaysDoNotMatch(networks: networks.count, gateways: gateways.count)
      }
      for (index, network) in wanted.enumerated() {
        pairs.append((network, own[own.count == 1 ? 0 : index]))
      }
    }
    return pairs
  }
}
