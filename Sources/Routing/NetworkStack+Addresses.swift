public import Addressing

extension NetworkStack {
  /// What kind of destination an address is to this host, as `inet_addr_type()` and the `addrtype`
  /// match see an IPv4 one: local, broadcast, multicast or unicast. Nil where nothing recorded says.
  ///
  /// With `dev`, only addresses of that interface are local or broadcast (`--limit-iface-in`).
  public func addressType(_ address: IPAddress, on dev: String? = nil) -> RouteType? {
    switch address.family {
    case .ipv4: addressType4(address, dev)
    case .ipv6: addressType6(address, dev)
    }
  }

  private func addressType4(_ address: IPAddress, _ dev: String?) -> RouteType? {
    if address.isZeronet || address.isLimitedBroadcast { return .broadcast }
    if address.isMulticast { return .multicast }
    guard let ipv4 else { return owned(address, dev) }
    guard ipv4.local >= 0 else { return .unicast }
    let table = ipv4.tables[ipv4.local]
    guard let place = ipv4.entry4(table, RouteQuery(to: address), FIB.Options()) else {
      return .unicast
    }
    if let dev, !table.entries[place].hopsWithoutCarrier.contains(where: { $0.dev == dev }) {
      return .unicast
    }
    return ipv4.routes[table.entries[place].route].type
  }

  private func addressType6(_ address: IPAddress, _ dev: String?) -> RouteType? {
    if address.isMulticast { return .multicast }
    return owned(address, dev)
  }

  private func owned(_ address: IPAddress, _ dev: String?) -> RouteType? {
    if address.isLoopback { return .local }
    guard parts.links != nil else { return isLocalByRoute(address) }
    guard let owner = owner(of: address) else { return isLocalByRoute(address) ?? .unicast }
    return dev == nil || dev == owner.name ? .local : .unicast
  }

  private func isLocalByRoute(_ address: IPAddress) -> RouteType? {
    guard let fib = fib(address.family) else { return nil }
    guard fib.local >= 0 else { return .unicast }
    let table = fib.tables[fib.local]
    let node = table.longest(address)
    guard node >= 0, let place = table.nodes[node].entries.first else { return .unicast }
    return fib.routes[table.entries[place].route].type
  }

  /// Whether packets to `address` are delivered on this host; nil where nothing recorded says.
  public func isLocal(_ address: IPAddress) -> Bool? {
    addressType(address).map { $0 == .local || $0 == .anycast }
  }

  /// What is known of the link address of a next hop.
  public func neighbour(_ address: IPAddress, on dev: String) -> NeighbourAnswer {
    if let entry = neighbours[address, dev] { return .entry(entry) }
    guard parts.neighbours != nil else { return .notRecorded }
    return .absent
  }

  /// What the neighbour table says of an address.
  public enum NeighbourAnswer: Sendable, Hashable {
    /// There is an entry; its state says whether it can be used.
    case entry(Neighbour)
    /// There is none: the kernel would ask.
    case absent
    /// Nobody looked.
    case notRecorded
  }
}
