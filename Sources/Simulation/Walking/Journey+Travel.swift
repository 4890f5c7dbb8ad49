import Addressing
import Routing

extension Journey {
  /// Sends a packet that `host` made, and follows it to its end. The source is chosen when nil.
  mutating func send(
    _ context: inout HookContext, from host: HostModel, source: IPAddress?
  ) -> LegEnd {
    context.packet.hasLocalSocket = true
    context.packet.inInterface = nil
    if let stop = routeOutput(on: host, &context, source: source) { return .stopped(stop) }
    if let stop = run(.output, on: host, &context) {
      return .stopped(refusedLocally(stop, context))
    }
    if let stop = run(.postrouting, on: host, &context) { return .stopped(stop) }
    return transmit(&context, from: host)
  }

  /// The sender of a UDP or ICMP packet learns that OUTPUT dropped it; that of a TCP segment not.
  private func refusedLocally(_ stop: Stop, _ context: HookContext) -> Stop {
    var stop = stop
    if stop.disposition == .dropped, context.packet.transport != .tcp {
      stop.signal = .errno("EPERM")
    }
    return stop
  }

  /// Takes a packet in by a link, and follows it to its end.
  mutating func receive(
    _ context: inout HookContext, on host: HostModel, by link: LinkIndex
  ) -> LegEnd {
    var host = host
    var link = link
    while true {
      hops += 1
      if hops > Self.maximumHops { return .stopped(circle(host, context.packet)) }
      context.packet.inInterface = link
      context.packet.outInterface = nil
      switch process(&context, on: host) {
      case .end(let end): return end
      case .forward(let next, let nextLink): (host, link) = (next, nextLink)
      }
    }
  }

  /// What a host did with a packet it received.
  enum Processed {
    case end(LegEnd)
    case forward(HostModel, LinkIndex)
  }

  private mutating func process(_ context: inout HookContext, on host: HostModel) -> Processed {
    if let stop = run(.ingress, on: host, &context) { return .end(.stopped(stop)) }
    if let stop = run(.prerouting, on: host, &context) { return .end(.stopped(stop)) }
    if context.packet.inInterface == host.loopback {
      return deliver(&context, on: host)
    }
    let query = self.query(context.packet, host)
    switch host.stack.input(query) {
    case .local(let decision), .broadcast(let decision):
      trail.note(host, "route", Self.describe(decision, query.destination))
      context.packet.realm = host.realm(of: context.packet, decision)
      return deliver(&context, on: host)
    case .forward(let decision, let checks):
      trail.note(host, "route", Self.describe(decision, query.destination))
      return forward(decision, checks, &context, on: host)
    case let refused: return .end(.stopped(stop(refused, query, host, context.packet)))
    }
  }

  private mutating func deliver(_ context: inout HookContext, on host: HostModel) -> Processed {
    if let stop = run(.input, on: host, &context) { return .end(.stopped(stop)) }
    return .end(.local(host))
  }

  private mutating func forward(
    _ decision: RouteDecision, _ checks: [SourceCheck], _ context: inout HookContext,
    on host: HostModel
  ) -> Processed {
    let hop = take(decision, host, &context)
    if hop < checks.count {
      switch checks[hop] {
      case .passes: break
      case .fails(let failure):
        return .end(.stopped(martian(failure, query(context.packet, host), host, context.packet)))
      case .undecided(let missing):
        return .end(.stopped(undecided(missing, host, context.packet)))
      }
    }
    if context.packet.timeToLive <= 1 { return .end(.stopped(expired(host, context.packet))) }
    context.packet.timeToLive -= 1
    if let stop = run(.forward, on: host, &context) {
      return .end(.stopped(silencedByRedirect(stop, host, context)))
    }
    if let stop = run(.postrouting, on: host, &context) { return .end(.stopped(stop)) }
    return next(transmitStep(&context, from: host))
  }

  private func next(_ step: Transmission) -> Processed {
    switch step {
    case .arrives(let host, let link): .forward(host, link)
    case .ends(let end): .end(end)
    }
  }

  /// Puts the packet on the wire and follows it to its end.
  mutating func transmit(_ context: inout HookContext, from host: HostModel) -> LegEnd {
    switch transmitStep(&context, from: host) {
    case .arrives(let next, let link): receive(&context, on: next, by: link)
    case .ends(let end): end
    }
  }

  private func expired(_ host: HostModel, _ packet: Packet) -> Stop {
    let fact = DecidedBy(
      host: host.name, kind: .route,
      text: "the time to live of the packet to \(packet.destination) ran out")
    let message = ICMPMessage(type: packet.family == .ipv4 ? 11 : 3)
    return halt(.loop, host, fact, packet.quoted == nil ? .icmp(message) : .silence, packet)
  }

  private func circle(_ host: HostModel, _ packet: Packet) -> Stop {
    let fact = DecidedBy(
      host: host.name, kind: .route, text: "the packet to \(packet.destination) goes in a circle")
    return halt(.loop, host, fact, .silence, packet)
  }
}
