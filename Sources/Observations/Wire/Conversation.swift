import Addressing

/// What one interface saw of a client and a server, by TCP or UDP.
struct Conversation: Sendable {
  /// Who talks with whom at which interface.
  struct Key: Hashable, Sendable {
    var interface: String
    var transport: TransportProtocol
    var client: Endpoint
    var server: Endpoint
  }

  /// A side of it, counted by what it sends.
  struct Side: Sendable {
    var segments: Set<Segment> = []
    var retransmitted = 0
    var bytes = 0
    var maximumSegmentSize: UInt16?
    var acknowledged: UInt32?
    var hopLimits: [UInt8] = []
    /// Retransmitted segments of nearly the largest size, by their last sequence number.
    var largeRetransmitted: [UInt32: Int] = [:]
    var largest = 0

    struct Segment: Hashable, Sendable {
      var sequence: UInt32
      var length: Int
      var flags: UInt8
    }
  }

  var key: Key
  var client = Side()
  var server = Side()
  var synCount = 0
  var synSequence: UInt32?
  var synHopLimit: UInt8?
  var synAckCount = 0
  var isEstablished = false
  var resetHopLimits: [UInt8] = []
  var resetBeforeData = true
  var clientResets = 0
  var requests = 0
  var replies = 0
  var refusals: [Refusal] = []

  struct Refusal: Hashable, Sendable {
    var message: ICMPMessage
    var sender: IPAddress
    var quotedHopLimit: UInt8?
    var mtu: Int?
  }

  init(_ key: Key) { self.key = key }

  mutating func add(_ segment: TCPSegment, _ packet: IPPacket, fromServer: Bool) {
    if fromServer {
      Self.count(segment, packet, sender: &server, receiver: &client)
      if segment.isSYNACK { synAckCount += 1 }
      if segment.isReset {
        resetHopLimits.append(packet.hopLimit)
        resetBeforeData = resetBeforeData && server.bytes == 0
      } else {
        server.hopLimits.append(packet.hopLimit)
      }
    } else {
      Self.count(segment, packet, sender: &client, receiver: &server)
      if segment.isSYN {
        synCount += 1
        synSequence = segment.sequence
        synHopLimit = packet.hopLimit
      } else if segment.isReset {
        clientResets += 1
      } else if synAckCount > 0 || server.bytes > 0 {
        isEstablished = true
      }
    }
  }

  private static func count(
    _ segment: TCPSegment, _ packet: IPPacket, sender: inout Side, receiver: inout Side
  ) {
    if segment.flags.contains(.acknowledge) {
      receiver.acknowledged =
        receiver.acknowledged.map { known in
          Int32(truncatingIfNeeded: segment.acknowledgement &- known) > 0
            ? segment.acknowledgement : known
        } ?? segment.acknowledgement
    }
    if let size = segment.maximumSegmentSize { sender.maximumSegmentSize = size }
    let occupies = segment.dataLength > 0 || !segment.flags.isDisjoint(with: [.syn, .fin])
    guard occupies, !segment.isReset else { return }
    let mark = Side.Segment(
      sequence: segment.sequence, length: segment.dataLength,
      flags: segment.flags.intersection([.syn, .fin]).rawValue)
    sender.largest = max(sender.largest, segment.dataLength)
    if sender.segments.insert(mark).inserted {
      sender.bytes += segment.dataLength
    } else {
      sender.retransmitted += 1
      let isLarge = segment.dataLength >= 500 && segment.dataLength * 10 >= sender.largest * 9
      if isLarge {
        sender.largeRetransmitted[
          segment.sequence &+ UInt32(truncatingIfNeeded: segment.dataLength), default: 1] += 1
      }
    }
  }
}

extension Conversation {
  /// What it shows.
  var findings: [WireFinding] {
    var kinds: [WireFinding.Kind] = []
    if isEstablished {
      kinds.append(.connected(clientBytes: client.bytes, serverBytes: server.bytes))
    }
    for refusal in refusals.uniqued {
      kinds.append(
        refusal.message.meaning == .tooBig
          ? .tooBig(by: refusal.sender, mtu: refusal.mtu)
          : .refused(
            refusal.message, by: refusal.sender, quotedHopLimit: refusal.quotedHopLimit,
            sentHopLimit: synHopLimit))
    }
    if let limit = resetHopLimits.first {
      kinds.append(.reset(hopLimit: limit, beforeData: !isEstablished))
      if let other = server.hopLimits.first(where: { $0 != limit }) {
        kinds.append(.resetOfAnotherHost(reset: limit, others: other))
      }
    }
    let isAnswered = synAckCount > 0 || !resetHopLimits.isEmpty || server.bytes > 0
    if synCount > 0, !isAnswered, refusals.isEmpty {
      kinds.append(.unanswered(count: synCount, .tcp))
    }
    if requests > 0, replies == 0, refusals.isEmpty {
      kinds.append(.unanswered(count: requests, key.transport))
    }
    if synAckCount > 0, clientResets > 0, !isEstablished { kinds.append(.answerReset) }
    for (side, isServer) in [(client, false), (server, true)] where isAnswered {
      if side.retransmitted > 0 {
        kinds.append(.retransmitted(count: side.retransmitted, fromServer: isServer))
      }
      let lost = side.largeRetransmitted.filter { end, _ in
        side.acknowledged.map { Int32(truncatingIfNeeded: end &- $0) > 0 } ?? true
      }
      if !lost.isEmpty {
        kinds.append(
          .fullSizeUnacknowledged(
            bytes: side.largest, count: lost.values.reduce(0, +), fromServer: isServer))
      }
    }
    return kinds.map {
      WireFinding($0, interface: key.interface, client: key.client, server: key.server)
    }
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in order.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
