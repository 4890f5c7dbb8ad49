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
    if let filter = settings.maximum(dev, "rp_filter", known: Int.max) {
      return checkSource(query, out: out, dev: dev, filter: filter)
    }
    let answers = [0, 1, 2].map { checkSource(query, out: out, dev: dev, filter: $0) }
    if answers.allSatisfy({ $0 == answers[0] }) { return answers[0] }
    return .undecided(.sysctl("net.ipv4.conf.\(dev).rp_filter"))
  }

  private func checkSource(
    _ query: RouteQuery, out: String?, dev: String, filter: Int
  ) -> SourceCheck {
    guard let acceptsLocal = settings.either(dev, "accept_local") else {
      return .undecided(.sysctl("net.ipv4.conf.\(dev).accept_local"))
    }
    let source = query.source ?? .zero(.ipv4)
    if filter == 0, !redirects(dev, out: out) {
      if acceptsLocal { return .passes }
      if let ipv4, ipv4.merged != nil, !ipv4.hasCustomLocalRoutes {
        guard parts.links != nil else { return .undecided(.addresses) }
        return owner(of: source) == nil ? .passes : .fails(.ownAddress)
      }
    }
    return wayBack(query, out: out, dev: dev, filter: filter, acceptsLocal: acceptsLocal)
  }

  /// Whether an ICMP redirect could be due, for which the kernel checks in any case.
  private func redirects(_ dev: String, out: String?) -> Bool {
    guard dev == out else { return false }
    return (settings.number(.ipv4, "all", "send_redirects") ?? 1) != 0
      || (settings.number(.ipv4, dev, "send_redirects") ?? 1) != 0
  }

  /// `__fib_validate_source()`.
  private func wayBack(
    _ query: RouteQuery, out: String?, dev: String, filter: Int, acceptsLocal: Bool
  ) -> SourceCheck {
    let decision = decide(reversed(query, out: out, dev: dev), FIB.Options())
    switch decision.outcome {
    case .undecided(let missing): return .undecided(missing)
    case .noRoute, .blackhole, .unreachable, .prohibit, .invalidSource:
      return filter == 0 ? .passes : .fails(filter == 1 ? .reversePath(expected: []) : .noWayBack)
    case .broadcast, .multicast: return .fails(.notUnicast)
    case .local:
      guard acceptsLocal else { return .fails(.ownAddress) }
      if dev == "lo" { return .passes }
    case .unicast: break
    }
    let ways = decision.route?.nextHops.compactMap(\.dev) ?? []
    if ways.contains(where: { $0 == dev || $0 == vrf(of: dev) }) { return .passes }
    let hasAddress = link(dev)?.addresses.contains { $0.local.family == .ipv4 }
    guard hasAddress != false else {
      return filter == 0 ? .passes : .fails(.reversePath(expected: ways))
    }
    if filter == 1 { return .fails(.reversePath(expected: ways)) }
    return .passes
  }

  /// The flow of an answer: the interface the packet would leave by is the one it comes in by.
  private func reversed(_ query: RouteQuery, out: String?, dev: String) -> RouteQuery {
    let usesMark = settings.either(dev, "src_valid_mark") == true
    return RouteQuery(
      to: query.source ?? .zero(.ipv4), from: query.destination, in: out,
      mark: usesMark ? query.mark : 0, tos: query.tos & 0x1c, transport: query.transport,
      sourcePort: query.destinationPort, destinationPort: query.sourcePort)
  }
}
