import Addressing
import Documents
import Firewall

extension NFTRuleCompiler {
  /// `KEY set VALUE`.
  func assignment(_ mangle: NFTables.Mangle) -> [NFTRule.Step] {
    guard let write = writer(mangle.key) else { return [] }
    let type = mangle.key.datatype.first ?? .integer
    let because =
      "`\(mangle.text)` in rule \(rule + 1) of \(program.place(chain)) cannot be computed"
    guard let reader = reader(mangle.value, as: type) else {
      return [.effect { _ in .verdict(.undecided(because: because)) }]
    }
    return [
      .effect { context in
        let reading = reader(&context)
        if case .missing = reading { return .breakRule }
        guard let value = reading.settled(&context.tape) else {
          return .verdict(.undecided(because: because))
        }
        return write(&context, value) ? .proceed : .breakRule
      }
    ]
  }

  /// Writes a value; false when the packet has no such field. Nil for what no later rule asks.
  typealias Writer = (inout HookContext, UInt128) -> Bool

  private func writer(_ key: NFTables.Expression) -> Writer? {
    switch key {
    case .meta(.mark): return { Self.write(&$0.packet.mark, $1) }
    case .meta(.priority): return { Self.write(&$0.packet.priority, $1) }
    case .meta(.nftrace):
      return { context, value in
        context.isTraced = value != 0
        return true
      }
    case .meta(.pkttype): return Self.setPacketType
    case .conntrack(let conntrack): return Self.conntrackWriter(conntrack)
    case .payload(let payload): return Self.payloadWriter(payload)
    case .extensionHeader(let header): return Self.optionWriter(header)
    case .meta, .number, .symbol, .boolean, .wildcard, .setReference, .list, .prefix, .range,
      .concatenation, .anonymousSet, .verdict, .route, .socket, .osf, .fib, .ipsec, .numgen,
      .jhash, .symhash, .binary, .map, .element, .unknown:
      return nil
    }
  }

  private static func write<Value: FixedWidthInteger>(_ place: inout Value, _ value: UInt128)
    -> Bool
  {
    place = Value(truncatingIfNeeded: value)
    return true
  }

  private static func setPacketType(_ context: inout HookContext, _ value: UInt128) -> Bool {
    switch value {
    case 0: context.packet.frameKind = .host
    case 1: context.packet.frameKind = .broadcast
    case 2: context.packet.frameKind = .multicast
    case _: context.packet.frameKind = .otherHost
    }
    return true
  }

  /// `nft_ct_set_eval`: without a connection nothing happens, and the rule goes on.
  private static func conntrackWriter(_ conntrack: NFTables.Conntrack) -> Writer? {
    switch conntrack.key {
    case .mark:
      return { context, value in
        context.connection?.mark = UInt32(truncatingIfNeeded: value)
        return true
      }
    case .label:
      return { context, value in
        context.connection?.labels |= UInt64(truncatingIfNeeded: value)
        return true
      }
    case .zone: return zoneWriter(conntrack.direction)
    case .state, .direction, .status, .expiration, .helper, .l3proto, .protocol, .ip4Source,
      .ip4Destination, .ip6Source, .ip6Destination, .source, .destination, .sourcePort,
      .destinationPort, .bytes, .packets, .averagePacket, .event, .id, .secmark:
      return nil
    }
  }

  /// The zone of a template, which only counts before conntrack looks.
  private static func zoneWriter(_ direction: NFTables.Conntrack.Direction?) -> Writer {
    return { context, value in
      guard context.connection == nil, context.state != .untracked else { return true }
      context.templateZone = UInt16(truncatingIfNeeded: value)
      switch direction {
      case .original: context.templateZoneDirection = .original
      case .reply: context.templateZoneDirection = .reply
      case nil: context.templateZoneDirection = .both
      }
      return true
    }
  }

  /// `nft_exthdr_tcp_set_eval` never raises a segment size.
  private static func optionWriter(_ header: NFTables.ExtensionHeader) -> Writer? {
    guard header.kind == .tcpOption, header.part == .field(name: "maxseg", field: "size") else {
      return nil
    }
    return { context, value in
      guard context.packet.transport == .tcp else { return false }
      if let current = context.packet.maximumSegmentSize {
        context.packet.maximumSegmentSize = min(current, UInt16(truncatingIfNeeded: value))
      }
      return true
    }
  }

  static func notrack(_ context: inout HookContext) -> NFTEffectResult {
    if context.connection == nil { context.state = .untracked }
    return .proceed
  }

  /// `ct helper set "…"`; the other objects change nothing that a first packet shows.
  func helper(
    _ kind: NFTables.Object.Kind, _ name: NFTables.Expression
  ) -> (inout HookContext) -> NFTEffectResult {
    guard kind == .conntrackHelper, case .symbol(let text) = name,
      case .other(let members) = table[object: .conntrackHelper, text]?.content,
      let helper = members.first(where: { $0.key == "type" })?.value.string
    else { return { _ in .proceed } }
    return { context in
      if context.connection?.isConfirmed == false { context.connection?.helper = helper }
      return .proceed
    }
  }

  /// `nft_dynset_eval`: what the set then holds is no longer what was recorded.
  func setUpdate(_ update: NFTables.SetUpdate) -> [NFTRule.Step] {
    let name = changeName(update.set)
    let change = NFTRule.Step.effect { context in
      context.changedSets.insert(name)
      return .proceed
    }
    guard update.statements.contains(where: \.mayRefuse) else { return [change] }
    let text = question("`\(update.text)`")
    return [change, .condition { _ in .unknown(because: text) }]
  }
}
