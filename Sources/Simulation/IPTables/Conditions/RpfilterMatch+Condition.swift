import Addressing
import Firewall
import Routing

/// `ipt_rpfilter.c` and `ip6t_rpfilter.c`: looks up the way back.
extension RpfilterMatch: HostDependentMatch {
  func condition(on host: HostModel) -> any PacketCondition {
    HostPreparedCondition { context in
      let packet = context.packet
      guard let link = packet.inInterface else { return .no }
      let dev = host.links[link]
      if packet.frameKind == .loopback || dev.isLoopback { return Truth(!isInverted) }
      if packet.family == .ipv4, packet.source.low >> 24 == 0,
        packet.destination.isLocalGroup
      {
        return Truth(!isInverted)
      }
      let query = wayBack(packet)
      return passes(host.stack.lookup(query), dev.name, context).inverted(if: isInverted)
    }
  }

  private func wayBack(_ packet: Packet) -> RouteQuery {
    let isUnusable = packet.destination.isMulticast || packet.destination.isLocalGroup
    return RouteQuery(
      to: packet.source, from: isUnusable ? nil : packet.destination,
      mark: usesMark ? packet.mark : 0, tos: packet.trafficClass & 0x1c)
  }

  private func passes(_ decision: RouteDecision, _ dev: String, _ context: HookContext) -> Truth {
    switch decision.outcome {
    case .undecided: return open(context, "the routes were not recorded")
    case .noRoute, .blackhole, .unreachable, .prohibit, .invalidSource, .broadcast, .multicast:
      return .no
    case .local: if !acceptsLocal { return .no }
    case .unicast: break
    }
    if isLoose { return .yes }
    let ways = decision.route?.nextHops.compactMap(\.dev) ?? decision.nextHops.compactMap(\.dev)
    return Truth(ways.contains(dev))
  }
}

extension IPAddress {
  /// 255.255.255.255 or 224.0.0.0/24 (`ipv4_is_lbcast`, `ipv4_is_local_multicast`).
  fileprivate var isLocalGroup: Bool {
    family == .ipv4 && (low == 0xffff_ffff || low >> 8 == 0xe0_0000)
  }
}
