public import Addressing

/// What captured packets show, put together packet by packet.
public struct WireStory: Sendable {
  /// How many packets were added.
  public private(set) var packetCount = 0
  /// The interfaces they were captured at, in the order of their first packet.
  public private(set) var interfaces: [String] = []
  /// How many packets could not be decoded.
  public private(set) var malformedCount = 0

  private var conversations: [Conversation.Key: Conversation] = [:]
  private var order: [Conversation.Key] = []
  private var syns: [UInt32: [Appearance]] = [:]
  private var synOrder: [UInt32] = []
  private var neighbours = NeighbourStory()
  private var others: [WireFinding] = []
  private var logs: [String: Int] = [:]

  /// A SYN at one interface.
  private struct Appearance: Hashable, Sendable {
    var interface: String
    var client: Endpoint
    var server: Endpoint
    var maximumSegmentSize: UInt16?
    var isSent: Bool
  }

  /// A story without packets.
  public init() {}

  /// The story of `packets`, which stand in the order of their times.
  public init(_ packets: some Sequence<CapturedPacket>) {
    for packet in packets { add(packet) }
  }

  /// Adds the next packet.
  public mutating func add(_ packet: CapturedPacket) {
    packetCount += 1
    if !interfaces.contains(packet.interface) { interfaces.append(packet.interface) }
    if let prefix = packet.frame.log?.prefix { logs[prefix, default: 0] += 1 }
    switch packet.frame.content {
    case .arp(let arp): neighbours.add(arp, at: packet.interface)
    case .ip(let outer): add(outer.innermost, at: packet.interface)
    case .other: break
    case .malformed: malformedCount += 1
    }
  }

  private mutating func add(_ packet: IPPacket, at interface: String) {
    switch packet.payload {
    case .tcp(let segment): add(segment, packet, at: interface)
    case .udp(let datagram):
      let source = Endpoint(packet.source, port: datagram.sourcePort)
      let destination = Endpoint(packet.destination, port: datagram.destinationPort)
      exchange(.udp, source, destination, at: interface, isRequest: nil)
    case .icmp(let message): add(message, packet, at: interface)
    case .tunnelled, .other, .truncated: break
    }
  }

  // MARK: TCP and UDP

  private mutating func add(_ segment: TCPSegment, _ packet: IPPacket, at interface: String) {
    let source = Endpoint(packet.source, port: segment.sourcePort)
    let destination = Endpoint(packet.destination, port: segment.destinationPort)
    let forward = Conversation.Key(
      interface: interface, transport: .tcp, client: source, server: destination)
    let backward = Conversation.Key(
      interface: interface, transport: .tcp, client: destination, server: source)
    if segment.isSYN {
      let appearance = Appearance(
        interface: interface, client: source, server: destination,
        maximumSegmentSize: segment.maximumSegmentSize, isSent: true)
      if syns[segment.sequence] == nil { synOrder.append(segment.sequence) }
      if !(syns[segment.sequence]?.contains(appearance) ?? false) {
        syns[segment.sequence, default: []].append(appearance)
      }
    }
    if conversations[backward] != nil, !segment.isSYN {
      conversations[backward]?.add(segment, packet, fromServer: true)
    } else if conversations[forward] != nil || !(segment.isSYNACK || segment.isReset) {
      note(forward) { $0.add(segment, packet, fromServer: false) }
    } else if segment.isSYNACK {
      strayAnswer(segment, from: source, to: destination, at: interface)
      note(backward) { $0.add(segment, packet, fromServer: true) }
    }
  }

  /// A SYN-ACK to a question that was put to another address: its number tells which.
  private mutating func strayAnswer(
    _ segment: TCPSegment, from source: Endpoint, to destination: Endpoint, at interface: String
  ) {
    let asked = syns[segment.acknowledgement &- 1]?.first {
      $0.interface == interface && $0.client == destination && $0.server != source
    }
    guard let asked else { return }
    others.append(
      WireFinding(
        .answeredBy(source), interface: interface, client: asked.client, server: asked.server))
  }

  /// A question or an answer without a handshake.
  private mutating func exchange(
    _ transport: TransportProtocol, _ source: Endpoint, _ destination: Endpoint,
    at interface: String, isRequest: Bool?
  ) {
    let forward = Conversation.Key(
      interface: interface, transport: transport, client: source, server: destination)
    let backward = Conversation.Key(
      interface: interface, transport: transport, client: destination, server: source)
    if isRequest ?? (conversations[backward] == nil) {
      note(forward) { $0.requests += 1 }
    } else if conversations[backward] != nil {
      conversations[backward]?.replies += 1
    }
  }

  private mutating func note(_ key: Conversation.Key, _ body: (inout Conversation) -> Void) {
    if conversations[key] == nil { order.append(key) }
    body(&conversations[key, default: Conversation(key)])
  }

  // MARK: ICMP

  private mutating func add(_ icmp: ICMPPacket, _ packet: IPPacket, at interface: String) {
    switch icmp.body {
    case .error(let quoted, let mtu):
      addError(icmp.message, quoted, mtu, from: packet.source, at: interface)
    case .redirect(let gateway, let quoted, let destination):
      others.append(
        WireFinding(
          .redirected(
            by: packet.source, to: gateway, destination: destination ?? quoted?.destination),
          interface: interface))
    case .echo(let identifier, _):
      let isRequest = icmp.message.type == 8 || icmp.message.type == 128
      exchange(
        .icmp, Endpoint(packet.source, port: identifier),
        Endpoint(packet.destination, port: identifier), at: interface, isRequest: isRequest)
    case .neighbour(let target, let isRequest):
      neighbours.add(target, asker: packet.source, isRequest: isRequest, at: interface)
    case .other: break
    }
  }

  private mutating func addError(
    _ message: ICMPMessage, _ quoted: IPPacket?, _ mtu: Int?, from sender: IPAddress,
    at interface: String
  ) {
    guard let quoted, let key = key(of: quoted, at: interface) else {
      others.append(WireFinding(.quotesUnknown(message, by: sender), interface: interface))
      return
    }
    guard conversations[key] != nil else {
      others.append(
        WireFinding(
          .quotesUnknown(message, by: sender), interface: interface, client: key.client,
          server: key.server))
      return
    }
    conversations[key]?.refusals.append(
      .init(message: message, sender: sender, quotedHopLimit: quoted.hopLimit, mtu: mtu))
  }

  /// The conversation a quoted packet belongs to, whichever side sent it.
  private func key(of quoted: IPPacket, at interface: String) -> Conversation.Key? {
    var ports = quoted.ports
    if case .icmp(let echo) = quoted.payload, case .echo(let identifier, _) = echo.body {
      ports = (identifier, identifier)
    }
    guard let ports else { return nil }
    let transport = quoted.transport == .icmpv6 ? .icmp : quoted.transport
    let source = Endpoint(quoted.source, port: ports.source)
    let destination = Endpoint(quoted.destination, port: ports.destination)
    let forward = Conversation.Key(
      interface: interface, transport: transport, client: source, server: destination)
    let backward = Conversation.Key(
      interface: interface, transport: transport, client: destination, server: source)
    return conversations[backward] != nil ? backward : forward
  }

  // MARK: What it comes to

  /// What the packets show: conversations in their order, then what is compared between interfaces,
  /// then the rest. With `flow`, only what belongs to it.
  public func findings(about flow: Flow? = nil) -> [WireFinding] {
    let chosen = flow.map(keys(of:))
    var findings = order.filter { chosen?.contains($0) ?? true }.flatMap { key in
      conversations[key]?.findings ?? []
    }
    findings += comparisons(chosen)
    findings +=
      others.filter { finding in
        guard let flow, let server = finding.server else { return true }
        return server.address == flow.destination || finding.client?.address == flow.source
      }.uniqued
    findings += neighbours.findings
    findings += logs.sorted { $0.key < $1.key }.map {
      WireFinding(.logged(prefix: $0.key, count: $0.value))
    }
    return findings
  }

  /// The conversations that belong to a flow: to its destination, or the same SYN translated.
  private func keys(of flow: Flow) -> Set<Conversation.Key> {
    func belongs(_ key: Conversation.Key) -> Bool {
      key.server.address == flow.destination
        && (flow.port == 0 || !flow.transport.hasPorts || key.server.port == flow.port)
        && (flow.source.map { $0 == key.client.address } ?? true)
    }
    var keys = Set(order.filter(belongs))
    let sequences = Set(keys.compactMap { conversations[$0]?.synSequence })
    for key in order where conversations[key]?.synSequence.map(sequences.contains) ?? false {
      keys.insert(key)
    }
    return keys
  }

  /// The same SYNs at several interfaces.
  private func comparisons(_ chosen: Set<Conversation.Key>?) -> [WireFinding] {
    guard interfaces.count > 1 else { return [] }
    return synOrder.flatMap { sequence -> [WireFinding] in
      guard let appearances = syns[sequence], let first = appearances.first else { return [] }
      let key = Conversation.Key(
        interface: first.interface, transport: .tcp, client: first.client, server: first.server)
      guard chosen?.contains(key) ?? true else { return [] }
      return comparison(first, appearances)
    }
  }

  private func comparison(_ first: Appearance, _ all: [Appearance]) -> [WireFinding] {
    var kinds: [WireFinding.Kind] = []
    for (earlier, later) in zip(all, all.dropFirst()) {
      if earlier.client != later.client || earlier.server != later.server {
        kinds.append(
          .translated(at: later.interface, client: later.client, server: later.server))
      }
      if let from = earlier.maximumSegmentSize, let to = later.maximumSegmentSize, from != to {
        kinds.append(.segmentSizeChanged(from: from, at: later.interface, to: to))
      }
    }
    if let last = all.last {
      kinds.append(.lastSeen(at: last.interface, of: interfaces.count))
    }
    return kinds.map {
      WireFinding($0, interface: first.interface, client: first.client, server: first.server)
    }
  }
}
