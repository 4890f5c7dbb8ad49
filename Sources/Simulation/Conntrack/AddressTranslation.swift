import Addressing

/// Which end of a packet NAT writes anew at a hook (`HOOK2MANIP`).
enum Manipulation: Sendable {
  case source
  case destination

  /// Destinations before routing, sources after it.
  init(at hook: Hook) {
    switch hook {
    case .prerouting, .output: self = .destination
    case .input, .postrouting, .forward, .ingress, .egress: self = .source
    }
  }
}

/// What NAT shall do with one end of a connection (`struct nf_nat_range2`). Nil keeps what is there.
struct TranslationRange: Sendable, Hashable {
  /// The address to write.
  var address: IPAddress?
  /// The port to write; nil keeps the port where it can be kept.
  var port: UInt16?
  /// Whether the port is drawn at random.
  var portIsRandom = false
}

extension Connection {
  /// Whether NAT of this end is settled (`nf_nat_initialized`).
  func isDecided(_ manipulation: Manipulation) -> Bool {
    switch manipulation {
    case .source: sourceNATIsDecided
    case .destination: destinationNATIsDecided
    }
  }

  /// Settles NAT of one end (`nf_nat_setup_info`).
  mutating func translate(_ manipulation: Manipulation, to range: TranslationRange) {
    let before = reply.inverse
    var after = before
    switch manipulation {
    case .source:
      if let address = range.address { after.source = address }
      if let port = range.port, !transport(is: .icmp) { after.sourcePort = port }
      sourceNATIsDecided = true
      replyPortIsRandom = replyPortIsRandom || range.portIsRandom
      if after != before || range.portIsRandom { sourceIsTranslated = true }
    case .destination:
      if let address = range.address { after.destination = address }
      if let port = range.port, !transport(is: .icmp) { after.destinationPort = port }
      destinationNATIsDecided = true
      if after != before { destinationIsTranslated = true }
    }
    reply = after.inverse
  }

  private func transport(is kind: TransportProtocol) -> Bool {
    original.transport == kind || kind == .icmp && original.transport == .icmpv6
  }
}

extension HookContext {
  /// Writes into the packet what its connection's NAT asks for at this hook (`nf_nat_packet`).
  mutating func applyTranslation() {
    guard let connection else { return }
    let manipulation = Manipulation(at: hook)
    guard connection.isTranslated(manipulation, direction) else { return }
    let target: ConnectionTuple
    switch direction {
    case .original: target = connection.reply.inverse
    case .reply: target = connection.original.inverse
    }
    switch manipulation {
    case .source:
      packet.source = target.source
      if packet.transport.hasPorts { packet.sourcePort = target.sourcePort }
    case .destination:
      packet.destination = target.destination
      if packet.transport.hasPorts { packet.destinationPort = target.destinationPort }
    }
  }

  /// The same for an ICMP error: its own end, and the packet it quotes
  /// (`nf_nat_icmp_reply_translation`).
  mutating func applyErrorTranslation() {
    guard let connection, var quoted = packet.quoted else { return }
    let manipulation = Manipulation(at: hook)
    guard connection.isTranslated(manipulation, direction) else { return }
    // The quoted packet went the other way: its source is this packet's destination.
    let other = direction == .reply ? connection.original : connection.reply
    switch manipulation {
    case .source:
      packet.source = other.destination
      quoted.destination = other.destination
      quoted.destinationPort = other.destinationPort
    case .destination:
      packet.destination = other.source
      quoted.source = other.source
      quoted.sourcePort = other.sourcePort
    }
    packet.quoted = quoted
  }
}

extension Connection {
  /// Whether packets of `direction` are rewritten at hooks of this kind: a reply undoes at one end
  /// what the original direction had done at the other.
  fileprivate func isTranslated(
    _ manipulation: Manipulation, _ direction: ConnectionDirection
  ) -> Bool {
    switch (manipulation, direction) {
    case (.source, .original), (.destination, .reply): sourceIsTranslated
    case (.destination, .original), (.source, .reply): destinationIsTranslated
    }
  }
}
