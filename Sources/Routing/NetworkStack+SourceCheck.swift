import Addressing

/// Whether a packet's source address may come in where it did.
public enum SourceCheck: Sendable, Hashable {
  /// It may.
  case passes
  /// It may not; the packet is dropped in silence.
  case fails(Failure)
  /// The recording does not hold what decides.
  case undecided(RouteDecision.Missing)

  /// Why a source is refused.
  public enum Failure: Sendable, Hashable {
    /// rp_filter is strict and the way back leaves by another interface; `expected` are the
    /// interfaces of the way back, none where there is no way.
    case reversePath(expected: [String])
    /// rp_filter is loose and there is no way back at all.
    case noWayBack
    /// It is an address of this host itself, and `accept_local` is off.
    case ownAddress
    /// The way back is no unicast route: a broadcast, or a refusal.
    case notUnicast
    /// It is a loopback address on a real interface, and `route_localnet` is off.
    case loopback
    /// It can be nobody's address: multicast, broadcast or 0.0.0.0/8.
    case address
  }

  /// The checks of the only hop of a route, made once.
  static let onePass = [SourceCheck.passes]

  /// Why it is refused; nil when it is not, or not surely.
  public var failure: Failure? {
    if case .fails(let failure) = self { failure } else { nil }
  }
}

extension NetworkStack {
  /// The check of `fib_validate_source()` (net/ipv4/fib_frontend.c) for a packet that came in by
  /// `query.inInterface` and leaves by `out`; nil for one that is delivered here. IPv6 has none.
  public func checkSource(_ query: RouteQuery, out: String?) -> SourceCheck {
    guard query.destination.family == .ipv4, let dev = query.inInterface else { return .passes }
    let local = settings.ipv4(dev)
    if let filter = local.filter {
      return checkSource(query, out: out, dev: dev, filter: filter, local)
    }
    let answers = [0, 1, 2].map { checkSource(query, out: out, dev: dev, filter: $0, local) }
    if answers.allSatisfy({ $0 == answers[0] }) { return answers[0] }
    return .undecided(.sysctl("net.ipv4.conf.\(dev).rp_filter"))
  }

  private func checkSource(
    _ query: RouteQuery, out: String?, dev: String, filter: Int, _ local: InterfaceSettings.IPv4
  ) -> SourceCheck {
    guard settings.isRecorded else {
      return .undecided(.sysctl("net.ipv4.conf.\(dev).accept_local"))
    }
    // Where an ICMP redirect could be due, the kernel checks in any case.
    if filter == 0, dev != out || !local.redirects {
      if local.acceptsLocal { return .passes }
      if let ipv4, ipv4.merged >= 0, !ipv4.hasCustomLocalRoutes {
        guard parts.links != nil else { return .undecided(.addresses) }
        let owner = book.owner(of: query.source ?? .zero(.ipv4))
        return owner == nil ? .passes : .fails(.ownAddress)
      }
    }
    return wayBack(query, out: out, dev: dev, filter: filter, local)
  }

  /// `__fib_validate_source()`.
  private func wayBack(
    _ query: RouteQuery, out: String?, dev: String, filter: Int, _ local: InterfaceSettings.IPv4
  ) -> SourceCheck {
    let decision = decide(reversed(query, out: out, local), FIB.Options())
    switch decision.outcome {
    case .undecided(let missing): return .undecided(missing)
    case .noRoute, .blackhole, .unreachable, .prohibit, .invalidSource:
      return filter == 0 ? .passes : .fails(filter == 1 ? .reversePath(expected: []) : .noWayBack)
    case .broadcast, .multicast: return .fails(.notUnicast)
    case .local:
      guard local.acceptsLocal else { return .fails(.ownAddress) }
      if dev == "lo" { return .passes }
    case .unicast: break
    }
    let hops = decision.routeHops
    if hops.contains(where: { $0.dev == dev }) { return .passes }
    if let vrf = ipv4?.vrfs.isEmpty == true ? nil : vrf(of: dev),
      hops.contains(where: { $0.dev == vrf })
    {
      return .passes
    }
    let ways = hops.compactMap(\.dev)
    guard parts.links == nil || book.hasIPv4(dev) else {
      return filter == 0 ? .passes : .fails(.reversePath(expected: ways))
    }
    if filter == 1 { return .fails(.reversePath(expected: ways)) }
    return .passes
  }

  /// The flow of an answer: the interface the packet would leave by is the one it comes in by.
  private func reversed(
    _ query: RouteQuery, out: String?, _ local: InterfaceSettings.IPv4
  ) -> RouteQuery {
    RouteQuery(
      to: query.source ?? .zero(.ipv4), from: query.destination, in: out,
      mark: local.usesMark ? query.mark : 0, tos: query.tos & 0x1c, transport: query.transport,
      sourcePort: query.destinationPort, destinationPort: query.sourcePort)
  }
}
