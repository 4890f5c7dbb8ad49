import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// `internalTrafficPolicy: Local`, and the node the packet comes to has no pod of the Service.
enum InternalTrafficPolicyLocal: CauseExaminer {
  static let id = CauseID.internalTrafficPolicyLocal

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, case .service(let service, .some(let port)) = scene.destination,
      service.internalTrafficPolicy == .local, scene.isLocalDrop, let node = scene.decidingHost
    else { return nil }
    let backends = scene.readyBackends(of: service, port).filter(\.ready)
    guard !backends.isEmpty else { return nil }
    let nodes = Set(backends.compactMap { scene.nodeName(of: $0) }).sorted()
    return Cause(
      id, scene.certainty,
      "Service \(service.objectName) has internalTrafficPolicy: Local, and \(node.name) runs none of its pods (they are on \(nodes.joined(separator: ", "))), so it drops what comes for \(scene.endpoint)",
      evidence: [scene.decidingEvidence] + scene.endpointEvidence(service, port)
        + scene.probeEvidence,
      remedies: [route(scene, nodes)].compactMap { $0 }
        + scene.localPolicyRemedies(service, port, backends, field: "internalTrafficPolicy"))
  }

  /// A route for this one address to a node that has a pod.
  private static func route(_ scene: Case, _ nodes: [String]) -> Remedy? {
    guard let sender = scene.sourceHost, !sender.isPod,
      let node = nodes.lazy.compactMap({ scene.snapshot.host(ofKubernetesNode: $0) }).first,
      let gateway = scene.gateway(on: node, from: sender)
    else { return nil }
    let prefix = IPPrefix(host: scene.endpoint.address)
    let route = Route(
      to: prefix, nextHops: [NextHop(via: gateway, dev: sender.link(towards: gateway))])
    return Remedy(
      "route this Service to \(node.name), which runs a pod of it", .command,
      "\(prefix.family == .ipv4 ? "ip" : "ip -6") route replace \(prefix) via \(gateway)   # on \(sender.name)",
      changes: [.replaceRoute(host: sender.name, route)])
  }
}
