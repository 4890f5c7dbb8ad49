import Addressing
import Firewall
import Routing

extension NFTRuleCompiler {
  /// `nft_fib4_eval`, `nft_fib6_eval` and their `_type` siblings.
  func fibReader(_ fib: NFTables.FIB) -> NFTReader {
    switch fib.result {
    case .type: typeReader(fib)
    case .oif, .oifname, .check: deviceReader(fib)
    }
  }

  private func typeReader(_ fib: NFTables.FIB) -> NFTReader {
    let usesSource = fib.flags.contains(.source)
    return { [unowned host = program.host] context in
      let packet = context.packet
      let address = usesSource ? packet.source : packet.destination
      guard let type = host.stack.addressType(address, on: Self.device(fib, packet, host)) else {
        return .unknown(fib.text)
      }
      return .number(
        NFTSymbols.number(of: type.description, in: .fibAddressType), orUnknown: fib.text)
    }
  }

  private static func device(
    _ fib: NFTables.FIB, _ packet: Packet, _ host: HostModel
  ) -> String? {
    let link: LinkIndex? =
      fib.flags.contains(.outInterface)
      ? packet.outInterface : fib.flags.contains(.inInterface) ? packet.inInterface : nil
    return link.map { host.links[$0].name }
  }

  private func deviceReader(_ fib: NFTables.FIB) -> NFTReader {
    let usesSource = fib.flags.contains(.source)
    let usesIn = fib.flags.contains(.inInterface)
    return { [unowned host = program.host] context in
      let packet = context.packet
      let device = Self.device(fib, packet, host)
      if context.hook == .prerouting, let link = packet.inInterface, host.links[link].isLoopback {
        return Self.result(fib, host.links[link])
      }
      var query = RouteQuery(
        to: usesSource ? packet.source : packet.destination,
        from: usesSource ? packet.destination : packet.source)
      query.tos = packet.trafficClass
      if fib.flags.contains(.mark) { query.mark = packet.mark }
      if usesSource, usesIn, context.hook == .forward {
        query.inInterface = host.linkName(packet.outInterface)
      }
      return Self.found(fib, host.stack.lookup(query), device, host)
    }
  }

  /// The device a lookup found, 0 for none; with an interface asked for, that one or none.
  private static func found(
    _ fib: NFTables.FIB, _ decision: RouteDecision, _ wanted: String?, _ host: HostModel
  ) -> NFTReading {
    let devices: [String]
    switch decision.outcome {
    case .unicast(let hops), .multicast(let hops): devices = hops.compactMap(\.dev)
    case .broadcast(let device): devices = [device]
    case .local, .blackhole, .unreachable, .prohibit, .noRoute, .invalidSource: devices = []
    case .undecided: return .unknown(fib.text)
    }
    let device = wanted.map { name in devices.first { $0 == name } } ?? devices.first
    guard let device, let link = host.stack.link(device) else { return .value(0) }
    return result(fib, link)
  }

  private static func result(_ fib: NFTables.FIB, _ link: Link) -> NFTReading {
    switch fib.result {
    case .oif: .number(link.index)
    case .oifname: .value(NFTConstant.packedName(link.name))
    case .check, .type: .value(1)
    }
  }
}
