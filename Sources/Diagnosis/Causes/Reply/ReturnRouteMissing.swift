import Addressing
import Routing
import Simulation
import Snapshots

/// The host that answers, or one on the way back, has no route to the scraper.
enum ReturnRouteMissing: CauseExaminer {
  static let id = CauseID.returnRouteMissing

  static func examine(_ scene: Case) -> Cause? { noWayBack(scene) ?? wrongWayBack(scene) }

  /// The answer is sent to a machine that does not forward.
  private static func wrongWayBack(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .replyLost, scene.decider.kind == .sysctl,
      let wrong = scene.decidingHost, wrong.role != .router, !wrong.isNode,
      let host = scene.snapshot[host: scene.arrival.host], host.name != wrong.name,
      let source = scene.source
    else { return nil }
    let way = host.networkStack.output(RouteQuery(to: scene.arrival.source, transport: .tcp))
    return Cause(
      id, scene.certainty,
      "the packet arrives, but \(host.name) sends the answer to \(wrong.name), which forwards nothing: \(way.route.map { "\($0)" } ?? scene.decider.text)",
      evidence: [
        Evidence(
          .route, host: host.name, at: "ip route get \(scene.arrival.source)",
          way.route.map { "\($0)" } ?? ""), scene.decidingEvidence,
      ] + scene.translations + scene.probeEvidence,
      remedies: [remedy(scene, host, source)].compactMap { $0 })
  }

  private static func noWayBack(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .replyLost,
      scene.decider.kind == .route || scene.decider.kind == .neighbour,
      let host = scene.decidingHost, let source = scene.source
    else { return nil }
    return Cause(
      id, scene.certainty,
      "the packet arrives, but \(host.name) has no way back to \(scene.arrival.source): \(scene.decider.text)",
      evidence: [
        Evidence(
          .route, host: host.name, at: "ip route get \(scene.arrival.source)", scene.decider.text)
      ] + scene.translations + scene.probeEvidence,
      remedies: [remedy(scene, host, source)].compactMap { $0 })
  }

  private static func remedy(_ scene: Case, _ host: HostSnapshot, _ source: IPAddress) -> Remedy? {
    guard let gateway = gateway(scene, host) else { return nil }
    let prefix = host.isPod ? IPPrefix(everyAddressOf: source.family) : IPPrefix(host: source)
    let route = Route(
      to: prefix, nextHops: [NextHop(via: gateway, dev: host.link(towards: gateway))])
    let ip = source.family == .ipv4 ? "ip" : "ip -6"
    let name = prefix.length == 0 ? "default" : "\(prefix)"
    let rejecting = (host.routes[source.family].value ?? []).filter {
      $0.nextHops.isEmpty && $0.destination.contains(source) && $0.type != .local
    }
    return Remedy(
      "give \(host.name) a way back", .command,
      rejecting.map { "\(ip) route del \($0.type) \($0.destination)\n" }.joined()
        + "\(ip) route replace \(name) via \(gateway)   # in \(host.name)",
      changes: rejecting.map { .deleteRoute(host: host.name, $0) }
        + [.replaceRoute(host: host.name, route)])
  }

  /// Who passed the packet to the host: an address of that machine on a network of this one.
  private static func gateway(_ scene: Case, _ host: HostSnapshot) -> IPAddress? {
    let before = scene.podNodeName(host) ?? scene.hostBefore(host)?.name
    let own = (host.addresses.value ?? []).flatMap(\.addresses).compactMap(\.network)
    let addresses =
      before.flatMap { scene.snapshot[host: $0] }?
      .globalAddresses(scene.arrival.source.family) ?? []
    return addresses.first { address in own.contains { $0.contains(address) } }
  }
}

extension Case {
  /// The host a pod runs on.
  func podNodeName(_ host: HostSnapshot) -> String? {
    if case .pod(_, let node) = host.role { return node }
    return nil
  }
}
