import Addressing
import Routing

/// How one run ended.
struct Ending {
  var disposition: Disposition
  var rejectedWith: String?
  var clientSees: String
  var decidedBy: DecidedBy
  var packet: HookContext
  var host: HostModel
}

extension Journey {
  /// Runs the flow's first packet to its end, and what comes back to the client.
  mutating func run(from start: Start, tape: inout DecisionTape) -> Ending {
    var context = HookContext(packet: firstPacket, hook: .output, tape: tape)
    let end: LegEnd
    switch start {
    case .host(let host):
      context.packet.maximumSegmentSize = nil
      end = send(&context, from: host, source: flow.source)
    case .arrival(let host, let link):
      end = receive(&context, on: host, by: link)
    }
    tape = context.tape
    let client = client(start, context)
    switch end {
    case .local(let host): return arrived(at: host, context, &tape, client)
    case .stopped(let stop): return ended(stop, context, &tape, client)
    }
  }

  private func client(_ start: Start, _ context: HookContext) -> Client {
    var source = flow.source
    var host: HostModel?
    if case .host(let sender) = start {
      host = sender
      source = source ?? chosenSource
    }
    let packet = Packet(
      from: source ?? context.packet.source, flow.sourcePort, to: flow.destination, flow.port,
      transport: flow.transport)
    return Client(host: host, tuple: ConnectionTuple(packet))
  }

  private mutating func ended(
    _ stop: Stop, _ context: HookContext, _ tape: inout DecisionTape, _ client: Client
  ) -> Ending {
    var ending = Ending(
      disposition: stop.disposition, rejectedWith: stop.rejectedWith, clientSees: "timeout",
      decidedBy: stop.decidedBy, packet: context, host: stop.host)
    switch stop.signal {
    case .silence: break
    case .errno(let name): ending.clientSees = name
    case .icmp(let message):
      if case .arrived = report(stop.signal, of: stop, context, tape: &tape, client: client) {
        ending.clientSees = message.errno(context.packet.family)
      }
    case .tcpReset:
      if case .arrived = report(stop.signal, of: stop, context, tape: &tape, client: client) {
        ending.clientSees = "ECONNREFUSED"
      }
    }
    // Whether a machine that nobody recorded answers is not known.
    if stop.disposition == .undecided || stop.disposition == .leavesNetwork {
      ending.clientSees = "unknown"
    }
    return ending
  }

  private mutating func arrived(
    at host: HostModel, _ context: HookContext, _ tape: inout DecisionTape, _ client: Client
  ) -> Ending {
    switch host.listener(for: context.packet) {
    case .answers(let text):
      let home = answer(context, from: host, tape: &tape, client: client) { _ in }
      return received(at: host, text, home, context)
    case .holds(let text):
      let home = answer(context, from: host, tape: &tape, client: client) { _ in }
      var ending = received(at: host, text + ": never accepts, only keeps the port", home, context)
      ending.clientSees = "timeout"
      return ending
    case .isFull(let text):
      let socket = DecidedBy(
        host: host.name, kind: .socket, text: text + ": its queue of connections to accept is full")
      return Ending(
        disposition: .dropped, rejectedWith: nil, clientSees: "timeout", decidedBy: socket,
        packet: context, host: host)
    case .unknown(let question):
      if tape.assume(question) {
        let home = answer(context, from: host, tape: &tape, client: client) { _ in }
        return received(at: host, question, home, context)
      }
      return closed(at: host, "not: " + question, context, &tape, client)
    case .refuses(let text):
      return closed(at: host, text, context, &tape, client)
    }
  }

  private func received(
    at host: HostModel, _ text: String, _ home: Homecoming, _ context: HookContext
  ) -> Ending {
    let socket = DecidedBy(host: host.name, kind: .socket, text: text)
    switch home {
    case .arrived:
      let sees = flow.transport == .tcp ? "connected" : "answered"
      return Ending(
        disposition: .delivered, rejectedWith: nil, clientSees: sees, decidedBy: socket,
        packet: context, host: host)
    case .lost(let reason):
      return Ending(
        disposition: .replyLost, rejectedWith: nil, clientSees: "timeout", decidedBy: reason,
        packet: context, host: host)
    }
  }

  /// A closed port: TCP answers with a reset, UDP with port unreachable, the rest with protocol
  /// unreachable.
  private mutating func closed(
    at host: HostModel, _ text: String, _ context: HookContext, _ tape: inout DecisionTape,
    _ client: Client
  ) -> Ending {
    var ending = Ending(
      disposition: .notListening, rejectedWith: nil, clientSees: "timeout",
      decidedBy: DecidedBy(host: host.name, kind: .socket, text: text), packet: context, host: host)
    let family = context.packet.family
    let home: Homecoming
    if flow.transport == .tcp {
      home = answer(context, from: host, tape: &tape, client: client) { $0.makeReset() }
      ending.clientSees = "ECONNREFUSED"
    } else if context.packet.isICMP {
      return ending
    } else {
      let v4 = family == .ipv4
      let code: UInt8 =
        flow.transport.hasPorts && flow.transport != .sctp ? (v4 ? 3 : 4) : v4 ? 2 : 1
      let message = ICMPMessage(type: v4 ? 3 : flow.transport.hasPorts ? 1 : 4, code: code)
      home = answer(context, from: host, tape: &tape, client: client) {
        $0.makeError(message, quoting: context.packet)
      }
      ending.clientSees = message.errno(family)
    }
    if case .lost = home { ending.clientSees = "timeout" }
    return ending
  }
}

/// Where a flow's first packet starts.
enum Start {
  /// It is made on this host.
  case host(HostModel)
  /// It comes in to this host by a link.
  case arrival(HostModel, LinkIndex)
}
