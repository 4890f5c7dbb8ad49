import Addressing
import Cluster
import Firewall
import Simulation
import Snapshots

/// `externalTrafficPolicy: Local`, and the node that is asked has no pod of the Service.
enum ExternalTrafficPolicyLocal: CauseExaminer {
  static let id = CauseID.externalTrafficPolicyLocal

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let service = scene.destination.service,
      let port = scene.destination.servicePort, service.externalTrafficPolicy == .local,
      scene.isExternal, scene.isLocalDrop, let node = scene.decidingHost
    else { return nil }
    let backends = scene.readyBackends(of: service, port).filter(\.ready)
    guard !backends.isEmpty else { return nil }
    let nodes = Set(backends.compactMap { scene.nodeName(of: $0) }).sorted()
    return Cause(
      id, scene.certainty,
      "Service \(service.objectName) has externalTrafficPolicy: Local, and \(node.name) runs none of its pods (they are on \(nodes.joined(separator: ", "))), so it drops what comes for \(scene.endpoint)",
      evidence: scene.localRefusals.map {
        Evidence(.rule, host: $0.host, at: $0.stage, $0.text)
      } + [scene.decidingEvidence] + scene.endpointEvidence(service, port)
        + scene.probeEvidence,
      remedies: scene.localPolicyRemedies(service, port, backends, field: "externalTrafficPolicy"))
  }
}

extension Case {
  /// Whether the endpoint is one that is meant for clients outside the cluster.
  var isExternal: Bool {
    switch destination {
    case .nodePort, .external: true
    case .service, .pod, .podNetwork, .serviceNetwork, .node, .other: false
    }
  }

  /// Whether kube-proxy dropped it for want of a local endpoint, or marked it for a drop that no rule
  /// then carried out, so that it fell to the socket that only keeps the port.
  var isLocalDrop: Bool {
    if decider.kind == .socket {
      return outcome.disposition == .delivered && !localRefusals.isEmpty
    }
    return decider.kind == .rule && outcome.disposition == .dropped
      && (decider.text.contains("has no local endpoints")
        || decider.chain == "KUBE-MARK-DROP" || decider.chain == "KUBE-FIREWALL"
        || (decider.chain?.hasPrefix("KUBE-XLB-") ?? false))
  }

  /// The rules on the way that say that there is no local endpoint.
  var localRefusals: [Step] {
    outcome.steps.filter { $0.text.contains("has no local endpoints") }
  }

  /// The node an endpoint is on.
  func nodeName(of backend: ServiceBackend) -> String? {
    backend.nodeName ?? backend.pod.flatMap { cluster.pod($0)?.nodeName }
  }

  /// What mends a traffic policy that keeps traffic on a node without endpoints.
  func localPolicyRemedies(
    _ service: Service, _ port: ServicePort, _ backends: [ServiceBackend], field: String
  ) -> [Remedy] {
    let name = service.objectName
    var remedies: [Remedy] = []
    if isExternal,
      let node = backends.lazy.compactMap({ self.nodeName(of: $0) }).first,
      let address = cluster.node(node)?.internalAddresses.first(where: {
        $0.family == endpoint.address.family
      })
    {
      let other = Endpoint(address, port: endpoint.port)
      remedies.append(
        Remedy(
          "scrape the node that runs the pod, \(node)", .configuration,
          "static_configs:\n  - targets: ['\(other)']", changes: [.aim(at: other)]))
    }
    remedies.append(
      Remedy(
        "or let every node pass it on (the pod then sees the node's address, not the scraper's)",
        .command,
        "kubectl -n \(name.namespace) patch service \(name.name) -p '{\"spec\":{\"\(field)\":\"Cluster\"}}'",
        changes: ProxyRules(self, service, port).changes(endpoints: backends.map(\.endpoint)),
        note: "tried as if kube-proxy had followed"))
    return remedies
  }
}
