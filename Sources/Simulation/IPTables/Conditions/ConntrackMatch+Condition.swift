import Addressing
import Firewall

/// `xt_conntrack.c`, `conntrack_mt`, revision 3.
extension ConntrackMatch: PacketCondition {
  func evaluate(_ context: inout HookContext) -> Truth {
    if let states {
      let known = context.trackingStateBits.union(context.translationBits)
      if states.value.isDisjoint(with: known) != states.isInverted { return .no }
    }
    if conditions.isEmpty { return .yes }
    guard let connection = context.connection else { return .no }
    var answer = Truth.yes
    for condition in conditions {
      switch condition.truth(for: connection, context) {
      case .no: return .no
      case .yes: continue
      case let open: answer = open
      }
    }
    return answer
  }
}

extension HookContext {
  /// SNAT and DNAT of the connection, which `--ctstate` asks for beside the state.
  fileprivate var translationBits: ConntrackStates {
    guard let connection else { return [] }
    var bits: ConntrackStates = []
    if connection.sourceIsTranslated { bits.insert(.snat) }
    if connection.destinationIsTranslated { bits.insert(.dnat) }
    return bits
  }
}

extension ConntrackMatch.Condition {
  fileprivate func truth(for connection: Connection, _ context: HookContext) -> Truth {
    switch self {
    case .transport(let wanted):
      Truth((connection.original.transport == wanted.value) != wanted.isInverted)
    case .originalSource(let wanted): Truth(wanted.holds(connection.original.source))
    case .originalDestination(let wanted): Truth(wanted.holds(connection.original.destination))
    case .replySource(let wanted): Truth(wanted.holds(connection.reply.source))
    case .replyDestination(let wanted): Truth(wanted.holds(connection.reply.destination))
    case .originalSourcePorts(let wanted): Truth(wanted.holds(connection.original.sourcePort))
    case .originalDestinationPorts(let wanted):
      Truth(wanted.holds(connection.original.portOfDestination))
    case .replySourcePorts(let wanted): Truth(wanted.holds(connection.reply.portOfSource))
    case .replyDestinationPorts(let wanted):
      connection.replyPortIsRandom
        ? .unknown(because: "which port masquerading drew at random")
        : Truth(wanted.holds(connection.reply.destinationPort))
    case .status(let wanted): Truth(wanted.holds(connection.status))
    case .expiry: .unknown(because: "how long the connection's entry will last (--ctexpire)")
    case .direction(let wanted): Truth((wanted == .original) == (context.direction == .original))
    }
  }
}

extension Inverted<MaskedAddress> {
  fileprivate func holds(_ address: IPAddress) -> Bool { value.contains(address) != isInverted }
}

extension Inverted<ConntrackStatus> {
  fileprivate func holds(_ status: ConntrackStatus) -> Bool {
    !value.isDisjoint(with: status) != isInverted
  }
}

extension ConnectionTuple {
  /// What conntrack keeps in the place of a destination port: for ICMP type and code.
  fileprivate var portOfDestination: UInt16 { destinationPort }
  fileprivate var portOfSource: UInt16 { sourcePort }
}

extension Connection {
  /// `IPS_EXPECTED`, `IPS_SEEN_REPLY`, `IPS_ASSURED` and `IPS_CONFIRMED` of a first packet and its
  /// reply: no first packet's connection is assured or expected.
  fileprivate var status: ConntrackStatus {
    var status: ConntrackStatus = []
    if hasSeenReply { status.insert(.seenReply) }
    if isConfirmed { status.insert(.confirmed) }
    return status
  }
}
