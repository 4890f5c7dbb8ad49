import Addressing

/// What a host does with a packet that came in, as far as routing decides.
public enum InputDecision: Sendable, Hashable {
  /// Delivers it on this host.
  case local(RouteDecision)
  /// Takes it as a broadcast on this host.
  case broadcast(RouteDecision)
  /// It goes to a multicast group; who joined it was not recorded.
  case multicast
  /// Sends it on, by one of the decision's hops whose source check is ``SourceCheck/passes``. Each
  /// hop stands with its check: the reverse lookup depends on it.
  case forward(RouteDecision, checks: [SourceCheck])
  /// A route or rule refuses it, or there is none; the sender is told so by ICMP, but for blackholes.
  case refused(RouteDecision)
  /// The interface does not forward, so that the packet is dropped in silence.
  case notForwarding(RouteDecision)
  /// The source address cannot be: dropped in silence.
  case martianSource(SourceCheck.Failure)
  /// The destination address cannot be: dropped in silence.
  case martianDestination
  /// The recording does not hold what decides.
  case undecided(RouteDecision.Missing)
}

extension NetworkStack {
  /// The way of a packet that came in by `query.inInterface`
  /// (`ip_route_input_slow()`, `ip6_route_input()` and `ip6_forward()`).
  public func input(_ query: RouteQuery) -> InputDecision {
    var query = query
    query.outInterface = nil
    // The kernel looks up what it forwards as the user namespace's root.
    query.uid = 0
    switch query.destination.family {
    case .ipv4: return input4(query)
    case .ipv6: return input6(query)
    }
  }

  private func input4(_ query: RouteQuery) -> InputDecision {
    if let martian = martian(query) { return martian }
    let decision = lookup(query)
    let dev = query.inInterface ?? "lo"
    switch decision.outcome {
    case .undecided(let missing): return .undecided(missing)
    case .invalidSource: return .martianSource(.address)
    case .broadcast: return arrived(.broadcast(decision), query)
    case .local: return arrived(.local(decision), query)
    case .multicast, .unicast, .blackhole, .unreachable, .prohibit, .noRoute:
      guard let forwards = settings.ipv4(dev).forwards else {
        return .undecided(.sysctl("net.ipv4.conf.\(dev).forwarding"))
      }
      guard forwards else { return .notForwarding(decision) }
      return forward(decision, query)
    }
  }

  private func forward(_ decision: RouteDecision, _ query: RouteQuery) -> InputDecision {
    guard case .unicast(let hops) = decision.outcome else {
      if case .multicast = decision.outcome { return .martianDestination }
      return .refused(decision)
    }
    if hops.count == 1, checkSource(query, out: hops[0].dev) == .passes {
      return .forward(decision, checks: SourceCheck.onePass)
    }
    let checks = hops.map { checkSource(query, out: $0.dev) }
    if let failure = checks.first?.failure, checks.allSatisfy({ $0 == checks.first }) {
      return .martianSource(failure)
    }
    return .forward(decision, checks: checks)
  }

  /// A packet for this host, whose source is checked against no out-interface.
  private func arrived(_ delivery: InputDecision, _ query: RouteQuery) -> InputDecision {
    var query = query
    if case .broadcast = delivery {
      if query.source?.isZeronet == true { return delivery }
      query.destination = .zero(.ipv4)
    }
    switch checkSource(query, out: nil) {
    case .passes: return delivery
    case .fails(let failure): return .martianSource(failure)
    case .undecided(let missing): return .undecided(missing)
    }
  }

  /// What the addresses themselves forbid, and what is a broadcast or multicast by itself.
  private func martian(_ query: RouteQuery) -> InputDecision? {
    let source = query.source ?? .zero(.ipv4)
    let destination = query.destination
    if source.isMulticast || source.isLimitedBroadcast { return .martianSource(.address) }
    if destination.isLimitedBroadcast || destination.isUnspecified && source.isUnspecified {
      return arrived(
        .broadcast(RouteDecision(.broadcast(dev: query.inInterface ?? ""))), query)
    }
    if destination.isMulticast { return .multicast }
    if source.isZeronet { return .martianSource(.address) }
    if destination.isZeronet { return .martianDestination }
    guard destination.isLoopback || source.isLoopback, let dev = query.inInterface, dev != "lo"
    else { return nil }
    guard settings.isRecorded else {
      return .undecided(.sysctl("net.ipv4.conf.\(dev).route_localnet"))
    }
    if settings.ipv4(dev).routesLocalnet { return nil }
    return destination.isLoopback ? .martianDestination : .martianSource(.loopback)
  }

  private func input6(_ query: RouteQuery) -> InputDecision {
    if query.source?.isMulticast == true { return .martianSource(.address) }
    if query.inInterface != nil, query.inInterface != "lo" {
      if query.source?.isLoopback == true { return .martianSource(.loopback) }
      if query.destination.isLoopback { return .martianDestination }
    }
    if query.destination.isMulticast { return .multicast }
    let decision = lookup(query)
    switch decision.outcome {
    case .undecided(let missing): return .undecided(missing)
    case .local: return .local(decision)
    case .broadcast, .multicast, .invalidSource: return .martianDestination
    case .unicast, .blackhole, .unreachable, .prohibit, .noRoute: return forward6(decision, query)
    }
  }

  private func forward6(_ decision: RouteDecision, _ query: RouteQuery) -> InputDecision {
    guard case .unicast(let hops) = decision.outcome else { return .refused(decision) }
    guard let forwards = settings.forwards6(query.inInterface ?? "lo") else {
      return .undecided(.sysctl("net.ipv6.conf.all.forwarding"))
    }
    guard forwards else { return .notForwarding(decision) }
    return .forward(
      decision, checks: hops.count == 1 ? SourceCheck.onePass : hops.map { _ in .passes })
  }
}
