import Addressing
import Firewall
import Routing

/// What came back to the client.
enum Homecoming {
  /// The answer reached the socket that asked.
  case arrived
  /// It did not, and this is why.
  case lost(DecidedBy)
}

extension Journey {
  /// Sends the answer of `host` to the packet it received, and follows it home.
  mutating func answer(
    _ context: HookContext, from host: HostModel, tape: inout DecisionTape, client: Client,
    _ change: (inout Packet) -> Void
  ) -> Homecoming {
    var reply = HookContext(packet: context.packet.reply, hook: .output, tape: tape)
    change(&reply.packet)
    let end = dispatch(&reply, from: host, source: reply.packet.source)
    tape = reply.tape
    return judge(end, reply.packet, client)
  }

  /// Sends what a REJECT or a failing hop tells the sender, and follows it home.
  mutating func report(
    _ signal: Stop.Signal, of stop: Stop, _ context: HookContext, tape: inout DecisionTape,
    client: Client
  ) -> Homecoming {
    var told = HookContext(packet: context.packet.reply, hook: .output, tape: tape)
    told.connection = context.connection
    told.state = context.connection == nil ? .untrackedYet : .related
    told.direction = context.direction == .original ? .reply : .original
    var source: IPAddress? = told.packet.source
    switch signal {
    case .icmp(let message):
      told.packet.makeError(message, quoting: context.packet)
      if !stop.host.ownsAnywhere(context.packet.destination) { source = nil }
    case .tcpReset: told.packet.makeReset()
    case .silence, .errno: break
    }
    let end = dispatch(&told, from: stop.host, source: source)
    tape = told.tape
    return judge(end, told.packet, client)
  }

  private mutating func dispatch(
    _ context: inout HookContext, from host: HostModel, source: IPAddress?
  ) -> LegEnd {
    if let attachment = host.attachment {
      return receive(&context, on: network.hosts[attachment.host], by: attachment.link)
    }
    return send(&context, from: host, source: source)
  }

  private func judge(_ end: LegEnd, _ packet: Packet, _ client: Client) -> Homecoming {
    switch end {
    case .local(let host):
      guard host === client.host else {
        return .lost(
          DecidedBy(
            host: host.name, kind: .socket,
            text: "the answer arrives at \(host.name), which did not ask"))
      }
    case .stopped(let stop):
      guard client.host == nil, stop.disposition == .leavesNetwork else {
        return .lost(stop.decidedBy)
      }
    }
    if client.recognises(packet) { return .arrived }
    let place = client.host?.name ?? "the client"
    let from = packet.quoted.map { "quotes \($0.destination)" } ?? "comes from \(packet.source)"
    return .lost(
      DecidedBy(
        host: place, kind: .socket,
        text: "the answer \(from), but the client asked \(client.tuple.destination)"))
  }
}

/// The socket that asked.
struct Client {
  /// The host it is on; nil when the source address belongs to no host of the snapshot.
  let host: HostModel?
  /// What it sent.
  let tuple: ConnectionTuple

  /// Whether a packet belongs to that socket.
  func recognises(_ packet: Packet) -> Bool {
    if let quoted = packet.quoted { return quoted == tuple }
    if packet.isICMP { return packet.source == tuple.destination }
    return ConnectionTuple(packet) == tuple.inverse
  }
}

extension Packet {
  /// The packet that answers this one, before anything of its own is set.
  var reply: Packet {
    var reply = Packet(
      from: destination, destinationPort, to: source, sourcePort, transport: transport)
    if isICMP {
      reply.icmp = .echoReply(family)
      (reply.sourcePort, reply.destinationPort) = (sourcePort, 0)
      reply.trafficClass = trafficClass
    }
    reply.tcpFlags = [.syn, .ack]
    if transport == .tcp { reply.length = family == .ipv4 ? 60 : 80 }
    return reply
  }

  /// Makes it a TCP reset.
  mutating func makeReset() {
    tcpFlags = [.rst, .ack]
    maximumSegmentSize = nil
    length = family == .ipv4 ? 40 : 60
  }

  /// Makes it an ICMP error about `packet`.
  mutating func makeError(_ message: ICMPMessage, quoting packet: Packet) {
    let v4 = packet.family == .ipv4
    transport = v4 ? .icmp : .icmpv6
    icmp = message
    quoted = ConnectionTuple(packet)
    (sourcePort, destinationPort) = (0, 0)
    maximumSegmentSize = nil
    length = packet.length.map { min($0, v4 ? 548 : 1232) + (v4 ? 28 : 48) }
    trafficClass = v4 ? packet.trafficClass & 0x1c | 0xc0 : 0
  }
}
