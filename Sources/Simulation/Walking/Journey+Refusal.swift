import Addressing
import Routing

extension Journey {
  /// The end of a packet that a host neither takes nor sends on.
  func stop(
    _ input: InputDecision, _ query: RouteQuery, _ host: HostModel, _ packet: Packet
  ) -> Stop {
    switch input {
    case .refused(let decision):
      return refusal(decision, host, packet, isLocal: false)
        ?? undecided(.addresses, host, packet)
    case .notForwarding:
      let setting = host.forwardingSetting(packet.family, query.inInterface)
      let fact = DecidedBy(host: host.name, kind: .sysctl, text: setting)
      return halt(.forwardingDisabled, host, fact, .silence, packet)
    case .martianSource(let failure): return martian(failure, query, host, packet)
    case .martianDestination:
      let fact = DecidedBy(
        host: host.name, kind: .route,
        text: "\(packet.destination) cannot be a destination on \(query.inInterface ?? "lo")")
      return halt(.dropped, host, fact, .silence, packet)
    case .multicast:
      let fact = DecidedBy(
        host: host.name, kind: .unknown, text: "who joined \(packet.destination) was not recorded")
      return halt(.undecided, host, fact, .silence, packet)
    case .undecided(let missing): return undecided(missing, host, packet)
    case .local, .broadcast, .forward: return undecided(.addresses, host, packet)
    }
  }

  /// The end of a packet whose source may not come in there.
  func martian(
    _ failure: SourceCheck.Failure, _ query: RouteQuery, _ host: HostModel, _ packet: Packet
  ) -> Stop {
    let dev = query.inInterface ?? "lo"
    let fact: DecidedBy
    switch failure {
    case .reversePath(let expected):
      let way = expected.isEmpty ? "nowhere" : "by \(expected.joined(separator: ", "))"
      fact = DecidedBy(
        host: host.name, kind: .sysctl,
        text: host.reversePathSetting(dev)
          + ": \(packet.source) came in by \(dev), the way back leaves \(way)")
    case .noWayBack:
      fact = DecidedBy(
        host: host.name, kind: .sysctl,
        text: host.reversePathSetting(dev)
          + ": \(packet.source) came in by \(dev), there is no way back")
    case .ownAddress:
      fact = DecidedBy(
        host: host.name, kind: .sysctl,
        text: "net.ipv4.conf.\(dev).accept_local = 0: \(packet.source) is an address of this host")
    case .notUnicast:
      fact = DecidedBy(
        host: host.name, kind: .route, text: "the way back to \(packet.source) is no unicast route")
    case .loopback:
      fact = DecidedBy(
        host: host.name, kind: .sysctl,
        text: "net.ipv4.conf.\(dev).route_localnet = 0: \(packet.source) came in by \(dev)")
    case .address:
      fact = DecidedBy(
        host: host.name, kind: .route, text: "\(packet.source) can be nobody's source address")
    }
    return halt(.reversePathFiltered, host, fact, .silence, packet)
  }

  /// A REJECT whose ICMP the kernel swallows: before FORWARD it has sent a redirect to the same
  /// peer, and that has spent the peer's token (`ip_forward`, `ip_rt_send_redirect`,
  /// `inet_peer_xrlim_allow`).
  func silencedByRedirect(_ stop: Stop, _ host: HostModel, _ context: HookContext) -> Stop {
    guard case .icmp(let message) = stop.signal, context.packet.family == .ipv4,
      let link = context.packet.inInterface, link == context.packet.outInterface,
      context.packet.quoted == nil,
      host.sendsRedirects(link), host.limitsICMP(message.type),
      host.subnets(around: link).contains(where: { $0.contains(context.packet.source) })
    else { return stop }
    var stop = stop
    stop.signal = .silence
    stop.because = "the refusal's ICMP is not sent: an ICMP redirect to the same peer came first"
    return stop
  }
}

extension RouteDecision.Missing {
  /// What nobody recorded, in words.
  var sentence: String {
    switch self {
    case .routes(let family):
      "its \(family == .ipv4 ? "ip-route.json" : "ip6-route.json") was not recorded"
    case .addresses: "its ip-addr.json was not recorded"
    case .rule(let rule): "nobody here knows the rule '\(rule.description)'"
    case .route(let route): "nobody here knows the route '\(route.description)'"
    case .sysctl(let key): "\(key) was not recorded"
    }
  }
}
