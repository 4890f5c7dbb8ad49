import Firewall

/// `xt_connbytes.c`, `connbytes_mt`.
///
/// A walk knows the first packet of a connection and the first answer; how much older connections
/// have transferred was not recorded.
extension ConnbytesMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    guard context.connection != nil else { return .no }
    let counts: Counts
    switch (context.state, context.direction) {
    case (.new, .original):
      counts = Counts(packets: (1, 0), bytes: (context.packet.length, 0))
    case (.established, .reply):
      counts = Counts(packets: (1, 1), bytes: (nil, context.packet.length))
    case (.untrackedYet, _), (.invalid, _), (.untracked, _), (.related, _), (.established, _),
      (.new, .reply):
      return open(context, "the connection's counters were not recorded")
    }
    guard let amount = counts.amount(mode, direction) else {
      return open(context, "the length of the packets is not known")
    }
    return Truth(range.contains(amount) != isInverted)
  }
}

/// What both directions have transferred; bytes are nil where a length is not known.
private struct Counts {
  var packets: (original: UInt64, reply: UInt64)
  var bytes: (original: Int?, reply: Int?)

  func amount(_ mode: ConnbytesMatch.Mode, _ direction: ConnbytesMatch.Direction) -> UInt64? {
    switch mode {
    case .packets: return packets(direction)
    case .bytes: return bytes(direction)
    case .averagePacket:
      let packets = packets(direction)
      return bytes(direction).map { packets == 0 ? 0 : $0 / packets }
    }
  }

  private func packets(_ direction: ConnbytesMatch.Direction) -> UInt64 {
    switch direction {
    case .original: packets.original
    case .reply: packets.reply
    case .both: packets.original + packets.reply
    }
  }

  private func bytes(_ direction: ConnbytesMatch.Direction) -> UInt64? {
    switch direction {
    case .original: bytes.original.map { UInt64($0) }
    case .reply: bytes.reply.map { UInt64($0) }
    case .both:
      bytes.original.flatMap { original in bytes.reply.map { UInt64(original + $0) } }
    }
  }
}
