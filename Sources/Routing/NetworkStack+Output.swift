import Addressing

extension NetworkStack {
  /// The way of a packet this host sends, as `ip route get` answers it
  /// (`ip_route_output_key_hash_rcu()`, `ip6_route_output_flags()`).
  ///
  /// Where the sending socket is bound to an interface and no IPv4 route goes out of it, the kernel
  /// takes the destination to be on its link.
  public func output(_ query: RouteQuery) -> RouteDecision {
    var query = query
    query.inInterface = nil
    switch query.destination.family {
    case .ipv4: return output4(query)
    case .ipv6: return output6(query)
    }
  }

  private func output4(_ query: RouteQuery) -> RouteDecision {
    if let early = sourceOrGroup(query) { return early }
    if let oif = query.outInterface, parts.links != nil, link(oif)?.isUp != true {
      return RouteDecision(.noRoute)
    }
    let decision = lookup(query)
    switch decision.outcome {
    case .blackhole, .unreachable, .prohibit, .noRoute:
      guard let oif = query.outInterface, ipv4?.vrfs[oif] == nil else { return decision }
      return RouteDecision(.unicast([NextHop(dev: oif)]))
    case .unicast(let hops) where query.destination.isLimitedBroadcast:
      return decision.with(.broadcast(dev: hops.first?.dev ?? ""))
    case .unicast(let hops) where query.destination.isMulticast:
      return decision.with(.multicast(hops))
    case .unicast, .local, .broadcast, .multicast, .invalidSource, .undecided: return decision
    }
  }

  /// What the source, or a destination that is a group, decides before any table is asked.
  private func sourceOrGroup(_ query: RouteQuery) -> RouteDecision? {
    let isGroup = query.destination.isMulticast || query.destination.isLimitedBroadcast
    if let source = query.source {
      if source.isMulticast || source.isLimitedBroadcast || source.isZeronet {
        return RouteDecision(.invalidSource)
      }
      guard let isLocal = isLocal(source) else { return RouteDecision(.undecided(.addresses)) }
      guard isLocal else { return RouteDecision(.invalidSource) }
    }
    guard isGroup else { return nil }
    let isOnLink = query.destination.isLimitedBroadcast || query.destination.low >> 8 == 0xe00000
    let dev =
      query.outInterface.flatMap { isOnLink ? $0 : nil }
      ?? (query.outInterface == nil ? query.source.flatMap { owner(of: $0)?.name } : nil)
    guard let dev else { return nil }
    return query.destination.isMulticast
      ? RouteDecision(.multicast([NextHop(dev: dev)])) : RouteDecision(.broadcast(dev: dev))
  }

  private func output6(_ query: RouteQuery) -> RouteDecision { lookup(query) }
}
