public import Addressing

extension NetworkStack {
  /// The source address the kernel gives a packet of this host that has none.
  ///
  /// `hop` is the chosen one of the decision's hops. Nil where no address fits, and where the links
  /// were not recorded.
  public func sourceAddress(
    for destination: IPAddress, _ decision: RouteDecision, hop: NextHop?
  ) -> IPAddress? {
    switch destination.family {
    case .ipv4: source4(for: destination, decision, hop: hop)
    case .ipv6:
      decision.prefsrc
        ?? source6(for: destination, dev: hop?.dev ?? decision.dev)
    }
  }

  private func source4(
    for destination: IPAddress, _ decision: RouteDecision, hop: NextHop?
  ) -> IPAddress? {
    if let prefsrc = decision.prefsrc { return prefsrc }
    if case .local = decision.outcome { return destination }
    guard let dev = hop?.dev ?? decision.dev else { return nil }
    guard let scope = decision.scope else { return select(dev, nil, .link) }
    // With a gateway of the other family there is no IPv4 network to be in.
    let gateway = hop?.gateway.flatMap { $0.family == .ipv4 ? $0 : nil }
    return select(dev, gateway, scope)
  }

  /// `inet_select_addr()` of net/ipv4/devinet.c.
  func select(_ dev: String, _ near: IPAddress?, _ scope: AddressScope) -> IPAddress? {
    let nearest = settings.ipv4(dev).isLocalnetItself ? AddressScope.link : .host
    var first: IPAddress?
    for primary in book.primaries(of: dev) where min(primary.scope, nearest) <= scope {
      guard let near else { return primary.local }
      if primary.network.contains(near) { return primary.local }
      first = first ?? primary.local
    }
    return first ?? elsewhere(dev, scope)
  }

  /// An address of another interface: of the VRF first, never of another VRF.
  private func elsewhere(_ dev: String, _ scope: AddressScope) -> IPAddress? {
    let links = parts.links ?? []
    let domain = vrf(of: dev)
    let master = links.filter { $0.name == domain }
    for link in master + links where vrf(of: link.name) == domain {
      for primary in book.primaries(of: link.name)
      where primary.scope != .link && primary.scope <= scope {
        return primary.local
      }
    }
    return nil
  }

  /// The VRF an interface is, or is in.
  func vrf(of dev: String) -> String? {
    guard let link = link(dev) else { return nil }
    if case .vrf = link.kind { return dev }
    guard let master = link.master, case .vrf = self.link(master)?.kind else { return nil }
    return master
  }
}
