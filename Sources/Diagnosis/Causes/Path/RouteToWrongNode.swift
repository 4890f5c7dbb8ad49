import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// The pod's network is routed to another node than its own, which does not pass it on.
enum RouteToWrongNode: CauseExaminer {
  static let id = CauseID.routeToWrongNode

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let right = scene.podsNode,
      let first = scene.firstNode, first.name != right.name,
      !scene.hostsOnTheWay.contains(right.name), scene.outcome.disposition != .rejected,
      scene.decider.kind != .rule, let sender = scene.sourceHost
    else { return nil }
    let router = scene.hostBefore(first) ?? sender
    return Cause(
      id, scene.certainty,
      "\(scene.endpoint.address) is in the pod network of \(right.name), but \(router.name) sends it to \(first.name), which does not pass it on",
      evidence: [
        Evidence(
          .route, host: router.name, at: "ip route get \(scene.endpoint.address)",
          scene.routeText(on: router) ?? ""),
        Evidence(
          .object, at: "nodes.json",
          "node \(right.name) has podCIDR \(scene.endpointNetwork)"),
        scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: [scene.routeRemedy(on: router)].compactMap { $0 })
  }
}

extension Case {
  /// The node whose pod network the endpoint is in.
  var podsNode: HostSnapshot? {
    cluster.node(ofPodAddress: endpoint.address).flatMap { snapshot.host(of: $0) }
  }

  /// The host that handed the packet to `host`.
  func hostBefore(_ host: HostSnapshot) -> HostSnapshot? {
    let way = hostsOnTheWay
    guard let index = way.firstIndex(of: host.name), index > 0 else { return nil }
    return snapshot[host: way[index - 1]]
  }

  /// The route a host took for the packet.
  func routeText(on host: HostSnapshot) -> String? {
    outcome.steps.first { $0.host == host.name && $0.stage == "route" }?.text
  }
}
