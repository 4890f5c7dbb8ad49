import Addressing
import Firewall

/// The connections of one host that this walk has made (`nf_conntrack_in`, `__nf_conntrack_confirm`).
struct ConnectionTracker {
  private var confirmed: [Connection] = []

  /// Forgets all, for the next walk.
  mutating func reset() { confirmed.removeAll(keepingCapacity: true) }

  /// Gives the packet its connection and state, as the conntrack hook at priority -200 does.
  mutating func track(_ context: inout HookContext) {
    if context.connection != nil || context.state == .untracked { return }
    if let quoted = context.packet.quoted {
      trackError(quoting: quoted, &context)
      return
    }
    let tuple = ConnectionTuple(context.packet)
    let zones = Zones(context)
    if let index = confirmed.firstIndex(where: {
      $0.zone == zones.original && $0.original == tuple
    }) {
      context.connection = confirmed[index]
      context.direction = .original
      context.state = confirmed[index].hasSeenReply ? .established : .new
    } else if let index = confirmed.firstIndex(where: {
      $0.replyZone == zones.reply && $0.answers(tuple)
    }) {
      confirmed[index].hasSeenReply = true
      context.connection = confirmed[index]
      context.direction = .reply
      context.state = .established
    } else {
      begin(tuple, zones, &context)
    }
  }

  /// The zones a packet is looked up in, one for each direction (`nf_ct_zone_id`): those that a
  /// template gives, 0 for the direction it does not speak of.
  private struct Zones {
    var original: UInt16 = 0
    var reply: UInt16 = 0

    init(_ context: HookContext) {
      guard let zone = context.templateZone else { return }
      switch context.templateZoneDirection {
      case .both: (original, reply) = (zone, zone)
      case .original: original = zone
      case .reply: reply = zone
      }
    }
  }

  private func begin(_ tuple: ConnectionTuple, _ zones: Zones, _ context: inout HookContext) {
    guard context.packet.canBeginConnection else {
      context.state = .invalid
      return
    }
    var connection = Connection(original: tuple)
    connection.zone = zones.original
    connection.replyZone = zones.reply
    connection.helper = context.templateHelper
    context.connection = connection
    context.direction = .original
    context.state = .new
  }

  private func trackError(quoting quoted: ConnectionTuple, _ context: inout HookContext) {
    let zones = Zones(context)
    let inverse = quoted.inverse
    if let known = confirmed.first(where: { $0.replyZone == zones.reply && $0.answers(inverse) }) {
      (context.connection, context.direction) = (known, .reply)
      context.state = .related
    } else if let known = confirmed.first(where: {
      $0.zone == zones.original && $0.original == inverse
    }) {
      (context.connection, context.direction) = (known, .original)
      context.state = .related
    } else {
      context.state = .invalid
    }
  }

  /// Puts the connection into the table, as the last hook of INPUT and POSTROUTING does.
  mutating func confirm(_ context: inout HookContext) {
    guard var connection = context.connection else { return }
    if let index = confirmed.firstIndex(where: {
      $0.zone == connection.zone && $0.original == connection.original
    }) {
      confirmed[index] = connection
      return
    }
    guard context.state == .new else { return }
    connection.isConfirmed = true
    context.connection = connection
    confirmed.append(connection)
  }
}

extension Connection {
  /// Whether a packet with this tuple belongs to the reply direction.
  func answers(_ tuple: ConnectionTuple) -> Bool {
    if reply == tuple { return true }
    guard replyPortIsRandom else { return false }
    var wanted = reply
    wanted.destinationPort = tuple.destinationPort
    return wanted == tuple
  }
}

extension Packet {
  /// Whether conntrack makes an entry for it when it belongs to none (`tcp_new`, `icmp_new`).
  var canBeginConnection: Bool {
    if isICMP { return icmp == .echoRequest(family) || isOtherICMPRequest }
    guard transport == .tcp else { return true }
    if tcpFlags.contains(.rst) || tcpFlags.contains(.fin) { return false }
    return !(tcpFlags.contains(.syn) && tcpFlags.contains(.ack))
  }

  /// Timestamp, information and address-mask requests of ICMP.
  private var isOtherICMPRequest: Bool {
    family == .ipv4 && [13, 15, 17].contains(icmp.type)
  }
}
