import Addressing
import Cluster
import Firewall
import Simulation

/// The Service has nobody behind it, and kube-proxy refuses.
enum ServiceNoEndpoints: CauseExaminer {
  static let id = CauseID.serviceNoEndpoints

  static func examine(_ scene: Case) -> Cause? {
    guard let service = scene.destination.service, let port = scene.destination.servicePort,
      scene.decider.kind == .rule, scene.decider.text.contains("has no endpoints"),
      !scene.readyBackends(of: service, port).contains(where: \.ready)
    else { return nil }
    let name = ServicePortName(service.objectName, port: port.name ?? "")
    return Cause(
      id, scene.certainty,
      "Service \(name) has no ready endpoint: \(scene.decider.host) refuses what comes for \(scene.endpoint)",
      evidence: [scene.decidingEvidence] + scene.endpointEvidence(service, port)
        + scene.probeEvidence + scene.silenceEvidence,
      remedies: scene.readinessRemedies(service, port))
  }
}

extension Case {
  /// What stands behind a port of a Service.
  func readyBackends(of service: Service, _ port: ServicePort) -> [ServiceBackend] {
    cluster.backends(of: service.objectName).list.filter {
      $0.portName == (port.name ?? "") && $0.transport == port.transport
    }
  }

  /// What the endpoint objects, the selector and its pods say of a Service.
  func endpointEvidence(_ service: Service, _ port: ServicePort) -> [Evidence] {
    let backends = readyBackends(of: service, port)
    let list = backends.map { "\($0.endpoint)\($0.ready ? "" : " (not ready)")" }
    let chosen = cluster.pods(selectedBy: service)
    let selector = LabelSelector(matchLabels: service.selector)
    let pods = chosen.map { pod in
      "pod \(pod.objectName)\(pod.isReady == false ? " is not ready" : "")"
    }
    return [
      Evidence(
        .object, at: "endpointslices.json",
        "\(service.objectName):\(port.name ?? String(port.port)): \(list.isEmpty ? "no endpoint" : list.joined(separator: ", "))"
      ),
      Evidence(
        .object, at: "services.json",
        service.selector.isEmpty
          ? "\(service.objectName) has no selector: somebody else writes its endpoints"
          : "\(service.objectName) selects \(selector): \(pods.isEmpty ? "no pod" : pods.joined(separator: ", "))"
      ),
    ]
  }

  /// Why the scraper sees a timeout where the rule says REJECT.
  var silenceEvidence: [Evidence] {
    guard outcome.disposition == .rejected, outcome.clientSees == "timeout" else { return [] }
    return [
      Evidence(
        .packet, host: decider.host, at: "icmp",
        "the refusal itself is not seen: the node would send the packet out by the link it came in by, so an ICMP redirect goes first and uses up what may be sent to one peer"
      )
    ]
  }

  /// What makes a pod of the Service ready, tried with the rules kube-proxy would then write.
  func readinessRemedies(_ service: Service, _ port: ServicePort) -> [Remedy] {
    let unready = cluster.pods(selectedBy: service).filter {
      !$0.isFinished && $0.isReady == false
    }
    guard let pod = unready.first, let address = pod.addresses.first else {
      return emptyServiceRemedies(service, port)
    }
    let backend = Endpoint(address, port: port.number(in: pod) ?? port.port)
    let name = pod.objectName
    return [
      Remedy(
        "make pod \(name) ready: see why its readiness probe fails", .command,
        "kubectl -n \(name.namespace) describe pod \(name.name)\nkubectl -n \(name.namespace) logs \(name.name) --all-containers --tail=50",
        changes: ProxyRules(self, service, port).changes(endpoints: [backend]),
        note: "tried as if the pod were ready and kube-proxy had followed")
    ]
  }

  private func emptyServiceRemedies(_ service: Service, _ port: ServicePort) -> [Remedy] {
    let name = service.objectName
    let reselect = ServiceSelectorMismatch.remedy(self, service, port)
    return [reselect].compactMap { $0 } + [
      Remedy(
        "start a pod that the Service selects", .command,
        "kubectl -n \(name.namespace) get pods -l \(service.selector.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")) -o wide\nkubectl -n \(name.namespace) get deployments,statefulsets,daemonsets",
        changes: [])
    ]
  }
}
