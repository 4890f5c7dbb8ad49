import Addressing
import Firewall
import Routing

extension NFTRuleCompiler {
  /// Reads what the kernel keeps beside the packet (`nft_meta_get_eval`).
  func metaReader(_ key: NFTables.MetaKey) -> NFTReader {
    switch key {
    case .length: { .number($0.packet.length, orUnknown: "the packet's length") }
    case .protocol: { .value($0.packet.family == .ipv4 ? 0x0800 : 0x86dd) }
    case .nfproto where program.table.family == .bridge: { _ in .value(7) }
    case .nfproto: { .value($0.packet.family == .ipv4 ? 2 : 10) }
    case .l4proto: { .number($0.packet.transport.rawValue) }
    case .priority: { .number($0.packet.priority) }
    case .mark: { .number($0.packet.mark) }
    case .iif, .iifname, .iiftype, .iifkind, .iifgroup: linkReader(key, \.inInterface)
    case .oif, .oifname, .oiftype, .oifkind, .oifgroup: linkReader(key, \.outInterface)
    case .skuid: Self.owner(\.ownerUser, "the user that owns the socket")
    case .skgid: Self.owner(\.ownerGroup, "the group that owns the socket")
    case .rtclassid: { $0.hook == .prerouting ? .missing : .number($0.packet.realm) }
    case .pkttype: Self.packetType
    case .random: { _ in .uniform(first: 0, count: 1 << 32) }
    case .sdif, .sdifname: sdifReader(key)
    case .nftrace: { .value($0.isTraced ? 1 : 0) }
    case .ibrname, .ibriport: bridgeReader(\.inInterface)
    case .obrname, .obriport: bridgeReader(\.outInterface)
    case .ibrpvid, .ibrvproto, .ibrhwaddr:
      program.table.family == .bridge ? Self.unknown(key.text) : { _ in .missing }
    case .secmark, .cpu, .cgroup, .ipsec, .secpath, .time, .day, .hour, .broute:
      Self.unknown(key.text)
    }
  }

  /// Of a packet's interface. Without one, number and name are zero, the rest is missing.
  private func linkReader(
    _ key: NFTables.MetaKey, _ side: @escaping (Packet) -> LinkIndex?
  ) -> NFTReader {
    let names = program.host.links.map { NFTConstant.packedName($0.name) }
    return { [unowned host = program.host] context in
      let place = side(context.packet)
      switch key {
      case .iifname, .oifname: return .value(place.map { names[$0] } ?? 0)
      case .iif, .oif: return .number(place.map { host.links[$0].index } ?? 0)
      case _: break
      }
      guard let place else { return .missing }
      return Self.read(key, host.links[place])
    }
  }

  /// The bridge that the port is of, which only bridge tables see.
  private func bridgeReader(_ side: @escaping (Packet) -> LinkIndex?) -> NFTReader {
    guard program.table.family == .bridge else { return { _ in .missing } }
    return { [unowned host = program.host] context in
      guard let master = side(context.packet).flatMap({ host.links[$0].master }) else {
        return .missing
      }
      return .value(NFTConstant.packedName(master))
    }
  }

  private static func read(_ key: NFTables.MetaKey, _ link: Link) -> NFTReading {
    switch key {
    case .iiftype, .oiftype:
      return .number(
        NFTSymbols.number(of: link.linkType, in: .interfaceType),
        orUnknown: "the type of \(link.name)")
    case .iifgroup, .oifgroup:
      return .number(link.groupNumber, orUnknown: "the number of group \(link.group)")
    case .iifkind, .oifkind:
      return link.kind.name.map { .value(NFTConstant.packedName($0)) } ?? .missing
    case _: return .unknown(key.text)
    }
  }

  /// The owner of the sending socket; a packet from elsewhere has none.
  private static func owner(
    _ side: @escaping (Packet) -> UInt32?, _ reason: String
  ) -> NFTReader {
    return { context in
      guard context.packet.hasLocalSocket else { return .missing }
      return .number(side(context.packet), orUnknown: reason)
    }
  }

  private static func packetType(_ context: inout HookContext) -> NFTReading {
    switch context.packet.frameKind {
    case .host: .value(0)
    case .broadcast: .value(1)
    case .multicast: .value(2)
    case .otherHost: .value(3)
    case .loopback: .value(context.packet.destination.isMulticast ? 2 : 1)
    }
  }

  /// The port of a VRF that a packet came in by; elsewhere there is none.
  private func sdifReader(_ key: NFTables.MetaKey) -> NFTReader {
    return { [unowned host = program.host] context in
      guard let place = context.packet.inInterface,
        let master = host.links[place].master.flatMap({ host.linkIndex[$0] }),
        case .vrf = host.links[master].kind
      else { return .value(0) }
      return key == .sdif
        ? .number(host.links[place].index) : .value(NFTConstant.packedName(host.links[place].name))
    }
  }

  func routeReader(_ key: NFTables.RouteKey) -> NFTReader {
    switch key {
    case .classID: { $0.hook == .prerouting ? .missing : .number($0.packet.realm) }
    case .mtu, .ipsec: Self.unknown(key.text)
    case .nextHop(let family):
      { context in
        let wanted: IPFamily? = family.map { $0 == .ip6 ? .ipv6 : .ipv4 }
        guard wanted == nil || wanted == context.packet.family else { return .missing }
        guard context.packet.outInterface != nil else { return .unknown(key.text) }
        return .value(NFTConstant.number(context.nextHop ?? context.packet.destination))
      }
    }
  }

  /// Of the socket that would take the packet; without one the rule ends.
  func socketReader(_ socket: NFTables.Socket) -> NFTReader {
    return { [unowned host = program.host] context in
      if case .refuses = host.listener(for: context.packet) { return .missing }
      return .unknown(socket.text)
    }
  }

  /// The guess needs the options of a SYN.
  static func operatingSystem(_ context: inout HookContext) -> NFTReading {
    guard context.packet.transport == .tcp, context.packet.tcpFlags.contains(.syn) else {
      return .missing
    }
    return .unknown("the operating system of the sender")
  }

  /// Options and extension headers: the packets of a walk carry none but a SYN's segment size.
  static func extensionHeader(_ header: NFTables.ExtensionHeader) -> NFTReader {
    switch (header.kind, header.part) {
    case (.ipv6, .presence):
      return { $0.packet.family == .ipv6 ? .value(0) : .missing }
    case (.ipOption, .presence):
      return { $0.packet.family == .ipv4 ? .value(0) : .missing }
    case (.ipv6, _), (.ipOption, _): return { _ in .missing }
    case (.tcpOption, .field("maxseg", "size")):
      return { context in
        guard context.packet.transport == .tcp, context.packet.tcpFlags.contains(.syn) else {
          return .missing
        }
        return .number(context.packet.maximumSegmentSize, orUnknown: header.text)
      }
    case (.tcpOption, .presence("maxseg")):
      return { context in
        guard context.packet.transport == .tcp else { return .missing }
        if context.packet.maximumSegmentSize != nil { return .value(1) }
        return context.packet.tcpFlags.contains(.syn) ? .unknown(header.text) : .value(0)
      }
    case (.tcpOption, _):
      return { $0.packet.transport == .tcp ? .unknown(header.text) : .missing }
    case (.sctpChunk, _):
      return { $0.packet.transport == .sctp ? .unknown(header.text) : .missing }
    case (.dccpOption, _):
      return { $0.packet.transport == .dccp ? .unknown(header.text) : .missing }
    }
  }
}
