import Addressing
import Firewall
import Routing

extension Journey {
  /// Routes a packet of this host and chooses its source address (`ip_route_output_flow`).
  mutating func routeOutput(on host: HostModel, _ context: inout HookContext, source: IPAddress?)
    -> Stop?
  {
    var query = self.query(context.packet, host)
    query.source = source
    query.inInterface = nil
    let isReset = context.packet.transport == .tcp && context.packet.tcpFlags.contains(.rst)
    let decision =
      isReset ? decisionFromAnySource(query, host) : host.stack.output(query)
    trail.note(host, "route", Self.describe(decision, query.destination))
    if let stop = refusal(decision, host, context.packet, isLocal: true) { return stop }
    take(decision, host, &context)
    if source == nil {
      let hop = decision.nextHops.first { $0.dev == host.linkName(context.packet.outInterface) }
      guard let chosen = host.stack.sourceAddress(for: query.destination, decision, hop: hop) else {
        let fact = DecidedBy(
          host: host.name, kind: .route, text: "no address to send from for \(flow.destination)")
        return halt(.noRoute, host, fact, .errno("EADDRNOTAVAIL"), context.packet)
      }
      context.packet.source = chosen
      if chosenSource == nil { chosenSource = chosen }
    }
    return nil
  }

  /// Routes a packet anew after OUTPUT changed it (`ip_route_me_harder`).
  mutating func reroute(on host: HostModel, _ context: inout HookContext) -> Stop? {
    let query = self.query(context.packet, host)
    let decision = decisionFromAnySource(query, host)
    trail.note(host, "route", Self.describe(decision, query.destination))
    if let stop = refusal(decision, host, context.packet, isLocal: true) { return stop }
    take(decision, host, &context)
    return nil
  }

  /// The way of a packet that need not come from an address of the host: a REJECT's reset, and what
  /// OUTPUT changed (`FLOWI_FLAG_ANYSRC` of `ip_route_me_harder`).
  private func decisionFromAnySource(_ query: RouteQuery, _ host: HostModel) -> RouteDecision {
    let decision = host.stack.output(query)
    guard case .invalidSource = decision.outcome else { return decision }
    return host.stack.lookup(query)
  }

  func query(_ packet: Packet, _ host: HostModel) -> RouteQuery {
    RouteQuery(
      to: packet.destination, from: packet.source,
      in: packet.inInterface.map { host.links[$0].name }, mark: packet.mark,
      tos: packet.trafficClass, uid: packet.ownerUser ?? 0, transport: packet.transport,
      sourcePort: packet.transport.hasPorts ? packet.sourcePort : 0,
      destinationPort: packet.transport.hasPorts ? packet.destinationPort : 0)
  }

  /// Writes the way out into the packet: one of several next hops by weight, whose index is told.
  @discardableResult
  mutating func take(
    _ decision: RouteDecision, _ host: HostModel, _ context: inout HookContext
  ) -> Int {
    switch decision.outcome {
    case .local, .broadcast:
      context.packet.outInterface = host.loopback
      context.nextHop = nil
      context.packet.realm = host.realm(of: context.packet, decision)
      return 0
    case .unicast(let hops), .multicast(let hops):
      let index =
        hops.count > 1 ? context.tape.choose(weights: hops.map { Double($0.weight) }) : 0
      guard index < hops.count else { return 0 }
      context.packet.outInterface = hops[index].dev.flatMap { host.linkIndex[$0] }
      context.nextHop = hops[index].gateway
      context.packet.realm = host.realm(of: context.packet, decision)
      return index
    case .blackhole, .unreachable, .prohibit, .noRoute, .invalidSource, .undecided: return 0
    }
  }

  /// The end of a way that routing refuses, nil where it goes on.
  func refusal(
    _ decision: RouteDecision, _ host: HostModel, _ packet: Packet, isLocal: Bool
  ) -> Stop? {
    switch decision.outcome {
    case .unicast, .local, .broadcast, .multicast: return nil
    case .blackhole, .unreachable, .prohibit, .noRoute, .invalidSource, .undecided: break
    }
    let text = Self.describe(decision, packet.destination)
    let fact = DecidedBy(host: host.name, kind: .route, text: text)
    let v4 = packet.family == .ipv4
    switch decision.outcome {
    case .unicast, .local, .broadcast, .multicast: return nil
    case .blackhole:
      return halt(.routeRejected, host, fact, isLocal ? .errno("EINVAL") : .silence, packet)
    case .unreachable:
      let byRule = decision.route == nil
      let errno = byRule ? "ENETUNREACH" : "EHOSTUNREACH"
      let code: UInt8 = v4 ? (byRule ? 0 : 1) : 0
      return halt(
        .routeRejected, host, fact, isLocal ? .errno(errno) : .icmp(.unreachable(v4, code)), packet)
    case .prohibit:
      return halt(
        .routeRejected, host, fact,
        isLocal ? .errno("EACCES") : .icmp(.unreachable(v4, v4 ? 13 : 1)), packet)
    case .noRoute:
      return halt(
        .noRoute, host, fact, isLocal ? .errno("ENETUNREACH") : .icmp(.unreachable(v4, 0)), packet)
    case .invalidSource:
      return halt(.noRoute, host, fact, isLocal ? .errno("EINVAL") : .silence, packet)
    case .undecided(let missing): return undecided(missing, host, packet)
    }
  }

  /// The end of a way whose routing nobody can tell.
  func undecided(_ missing: RouteDecision.Missing, _ host: HostModel, _ packet: Packet) -> Stop {
    let reason = "routing on \(host.name) cannot be decided: \(missing.sentence)"
    let unknown = DecidedBy(host: host.name, kind: .unknown, text: reason)
    return halt(.undecided, host, unknown, .silence, packet)
  }

  /// An end by a fact of a host.
  func halt(
    _ disposition: Disposition, _ host: HostModel, _ fact: DecidedBy, _ signal: Stop.Signal,
    _ packet: Packet
  ) -> Stop {
    Stop(
      disposition: disposition, host: host, cause: .fact(fact), signal: signal,
      inInterface: packet.inInterface, outInterface: packet.outInterface)
  }

  /// What a lookup found, as `ip route` prints the route.
  static func describe(_ decision: RouteDecision, _ destination: IPAddress) -> String {
    if let route = decision.route { return route.description }
    if let rule = decision.rule { return rule.description }
    return "no route to \(destination)"
  }
}

extension ICMPMessage {
  /// Destination unreachable with a code of the family's own table.
  static func unreachable(_ isIPv4: Bool, _ code: UInt8) -> ICMPMessage {
    ICMPMessage(type: isIPv4 ? 3 : 1, code: code)
  }
}
