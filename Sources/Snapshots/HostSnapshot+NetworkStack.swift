public import Routing

extension HostSnapshot {
  /// What was recorded of the host's network layer, arranged for lookups.
  public var networkStack: NetworkStack {
    var parts = NetworkStack.Parts()
    parts.links = joinedLinks
    parts.ipv4Routes = routes.ipv4.value
    parts.ipv6Routes = routes.ipv6.value
    parts.ipv4Rules = rules.ipv4.value
    parts.ipv6Rules = rules.ipv6.value
    parts.neighbours = neighbours.value
    parts.sysctls = sysctls.value
    parts.tcpListeners = tcpListeners.value
    parts.udpListeners = udpListeners.value
    return NetworkStack(parts)
  }

  /// The links with their addresses; `ip addr` alone has both.
  private var joinedLinks: [Link]? {
    switch (links, addresses) {
    case (.present(let links), .present(let addresses)): links.joining(addressesOf: addresses)
    case (.missing, .present(let addresses)): addresses
    case (.present(let links), .missing): links
    case (.missing, .missing): nil
    }
  }
}
