import Addressing
import Firewall
import Routing
import Snapshots

/// One run of one flow through the network, with one set of answers to what is undecided.
struct Journey {
  let network: NetworkModel
  let request: WalkRequest
  var trail: Trail
  /// The source address the sending host chose, when the flow had none.
  var chosenSource: IPAddress?
  /// Hops taken by all packets of this run; ends circles that TTL does not, as on loopback.
  var hops = 0
  static let maximumHops = 600

  init(_ network: NetworkModel, _ request: WalkRequest, isRecording: Bool) {
    self.network = network
    self.request = request
    trail = Trail(isRecording: isRecording)
  }

  /// The flow that is walked.
  var flow: Flow { request.flow }

  /// The first packet of the flow.
  var firstPacket: Packet {
    var packet = Packet(
      from: flow.source ?? .zero(flow.destination.family), flow.sourcePort,
      to: flow.destination, flow.transport.hasPorts ? flow.port : 0, transport: flow.transport)
    packet.mark = request.mark
    packet.icmp = .echoRequest(flow.destination.family)
    if flow.transport == .tcp {
      packet.length = flow.destination.family == .ipv4 ? 60 : 80
    }
    return packet
  }

  /// Runs the rules of a hook in their order until one ends the packet's way.
  mutating func run(
    _ hook: Hook, on host: HostModel, _ context: inout HookContext
  ) -> Stop? {
    run(hook, of: host.hooks[context.packet.family], on: host, &context)
  }

  /// Runs what is at a hook of `table`, which is one of the host's.
  mutating func run(
    _ hook: Hook, of table: HookTable, on host: HostModel, _ context: inout HookContext
  ) -> Stop? {
    context.hook = hook
    if table.isEmpty { return nil }
    for entry in table[hook] {
      switch entry {
      case .program(let program, let reroutes):
        let before = reroutes ? RerouteKey(context.packet) : nil
        let verdict = program.run(&context, &trail)
        if verdict != .accept { return stop(verdict, on: host, &context) }
        if let before, before != RerouteKey(context.packet),
          let stop = reroute(on: host, &context)
        {
          return stop
        }
      case .track: host.tracker.track(&context)
      case .translate(let chains):
        if let stop = translate(chains, on: host, &context) { return stop }
      case .confirm: host.tracker.confirm(&context)
      }
    }
    return nil
  }

  /// What a change of in OUTPUT makes the kernel route the packet anew (`ipt_mangle_out`).
  private struct RerouteKey: Equatable {
    let source: IPAddress
    let destination: IPAddress
    let mark: UInt32
    let trafficClass: UInt8

    init(_ packet: Packet) {
      source = packet.source
      destination = packet.destination
      mark = packet.mark
      trafficClass = packet.trafficClass
    }
  }

  /// The NAT core (`nf_nat_inet_fn`, `nf_nat_ipv4_local_fn`).
  private mutating func translate(
    _ chains: [any HookProgram], on host: HostModel, _ context: inout HookContext
  ) -> Stop? {
    guard let connection = context.connection else { return nil }
    switch context.state {
    case .invalid, .untracked, .untrackedYet: return nil
    case .established: break
    case .related where context.packet.quoted != nil:
      let before = context.packet.destination
      context.applyErrorTranslation()
      return context.hook == .output && context.packet.destination != before
        ? reroute(on: host, &context) : nil
    case .new, .related:
      let manipulation = Manipulation(at: context.hook)
      if !connection.isDecided(manipulation),
        let stop = settle(manipulation, chains, host, &context)
      {
        return stop
      }
    }
    let before = context.packet.destination
    context.applyTranslation()
    if context.connection?.replyPortIsRandom == true, context.direction == .original {
      trail.sourcePortIsRandom = true
    }
    if trail.isRecording { noteTranslation(host, context) }
    if context.hook == .output, context.packet.destination != before {
      return reroute(on: host, &context)
    }
    return nil
  }

  private mutating func settle(
    _ manipulation: Manipulation, _ chains: [any HookProgram], _ host: HostModel,
    _ context: inout HookContext
  ) -> Stop? {
    for chain in chains {
      let verdict = chain.run(&context, &trail)
      if verdict != .accept { return stop(verdict, on: host, &context) }
      if context.connection?.isDecided(manipulation) == true { return nil }
    }
    context.connection?.translate(manipulation, to: TranslationRange())
    return nil
  }

  private mutating func noteTranslation(_ host: HostModel, _ context: HookContext) {
    guard let connection = context.connection,
      connection.sourceIsTranslated || connection.destinationIsTranslated
    else { return }
    let packet = context.packet
    trail.note(
      host, "conntrack",
      "\(packet.source):\(packet.sourcePort) → \(packet.destination):\(packet.destinationPort)")
  }

  private func stop(
    _ verdict: Verdict, on host: HostModel, _ context: inout HookContext
  ) -> Stop? {
    let packet = context.packet
    let place = trail.decision.map { Stop.Cause.rule($0) }
    func end(_ disposition: Disposition, _ signal: Stop.Signal, _ reason: String = "") -> Stop {
      let unknown = DecidedBy(host: host.name, kind: .unknown, text: reason)
      return Stop(
        disposition: disposition, host: host, cause: place ?? .fact(unknown), signal: signal,
        inInterface: packet.inInterface, outInterface: packet.outInterface)
    }
    switch verdict {
    case .accept, .stolen: return nil
    case .drop, .queue: return end(.dropped, .silence)
    case .reject(let kind):
      var stop = end(.rejected, signal(kind, packet))
      stop.rejectedWith = kind.name(packet.family)
      return stop
    case .undecided(let reason):
      var stop = end(.undecided, .silence, reason)
      stop.because = reason
      if case .rule(let location) = stop.cause, location.rule == nil {
        stop.cause = .fact(DecidedBy(host: host.name, kind: .unknown, text: reason))
      }
      return stop
    }
  }

  /// What a REJECT really sends: never an answer to an ICMP error, and a reset only to TCP.
  private func signal(_ kind: RejectKind, _ packet: Packet) -> Stop.Signal {
    if packet.quoted != nil { return .silence }
    switch kind {
    case .icmp(let code):
      return .icmp(ICMPMessage(type: packet.family == .ipv4 ? 3 : 1, code: code))
    case .tcpReset:
      return packet.transport == .tcp && !packet.tcpFlags.contains(.rst) ? .tcpReset : .silence
    }
  }
}
