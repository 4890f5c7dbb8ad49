import Addressing
import Firewall

extension NFTRuleCompiler {
  /// Reads the packet's connection (`nft_ct_get_eval`). All but `state` is missing without one.
  static func conntrackReader(_ conntrack: NFTables.Conntrack) -> NFTReader {
    if conntrack.key == .state { return state }
    let text = conntrack.text
    return { context in
      guard let connection = context.connection else { return .missing }
      return read(conntrack, connection, context.direction, text)
    }
  }

  /// `NF_CT_STATE_BIT`; a packet conntrack has not seen counts as invalid.
  private static func state(_ context: inout HookContext) -> NFTReading {
    switch context.state {
    case .untracked: .value(64)
    case .untrackedYet, .invalid: .value(1)
    case .new: .value(8)
    case .established: .value(2)
    case .related: .value(4)
    }
  }

  private static func read(
    _ conntrack: NFTables.Conntrack, _ connection: Connection, _ direction: ConnectionDirection,
    _ text: String
  ) -> NFTReading {
    let tuple = conntrack.direction == .reply ? connection.reply : connection.original
    let family = connection.original.source.family
    switch conntrack.key {
    case .direction: return .value(direction == .original ? 0 : 1)
    case .status: return .value(status(connection))
    case .mark: return .number(connection.mark)
    case .zone: return .number(connection.zone)
    case .label: return .number(connection.labels)
    case .l3proto: return .value(family == .ipv4 ? 2 : 10)
    case .protocol: return .number(tuple.transport.rawValue)
    case .ip4Source: return family == .ipv4 ? .value(NFTConstant.number(tuple.source)) : .missing
    case .ip6Source: return family == .ipv6 ? .value(NFTConstant.number(tuple.source)) : .missing
    case .ip4Destination:
      return family == .ipv4 ? .value(NFTConstant.number(tuple.destination)) : .missing
    case .ip6Destination:
      return family == .ipv6 ? .value(NFTConstant.number(tuple.destination)) : .missing
    case .source: return .value(NFTConstant.number(tuple.source))
    case .destination: return .value(NFTConstant.number(tuple.destination))
    case .sourcePort: return .number(tuple.sourcePort)
    case .destinationPort:
      return tuple.transport.hasPorts ? .number(tuple.destinationPort) : .unknown(text)
    case .helper:
      return connection.helper.map { .value(NFTConstant.packedName($0)) } ?? .missing
    case .state, .expiration, .bytes, .packets, .averagePacket, .event, .id, .secmark:
      return .unknown(text)
    }
  }

  /// The bits of `IPS_*` that a walk of first packets can set.
  private static func status(_ connection: Connection) -> UInt128 {
    (connection.hasSeenReply ? 2 : 0) | (connection.isConfirmed ? 8 : 0)
      | (connection.sourceIsTranslated ? 16 : 0) | (connection.destinationIsTranslated ? 32 : 0)
      | (connection.sourceNATIsDecided ? 128 : 0)
      | (connection.destinationNATIsDecided ? 256 : 0)
  }
}
