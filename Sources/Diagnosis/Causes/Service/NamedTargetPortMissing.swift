import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// The Service's targetPort is a name that no container of its pods declares.
enum NamedTargetPortMissing: CauseExaminer {
  static let id = CauseID.namedTargetPortMissing

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let service = scene.destination.service,
      let port = scene.destination.servicePort, case .name(let wanted) = port.targetPort
    else { return nil }
    let pods = scene.cluster.pods(selectedBy: service).filter { !$0.isFinished }
    guard !pods.isEmpty, pods.allSatisfy({ port.number(in: $0) == nil }) else { return nil }
    let declared = pods[0].ports.map { "\($0.name ?? "(no name)") \($0.containerPort)" }
    return Cause(
      id, scene.certainty,
      "port \(port.name ?? String(port.port)) of Service \(service.objectName) leads to the named port \"\(wanted)\", which no container of its pods declares, so it has no endpoint",
      evidence: [
        Evidence(
          .object, at: "services.json",
          "\(service.objectName): port \(port.port), targetPort \(wanted)"),
        Evidence(
          .object, at: "pods.json",
          "pod \(pods[0].objectName) declares \(declared.isEmpty ? "no port" : declared.joined(separator: ", "))"
        ),
      ] + scene.endpointEvidence(service, port).prefix(1) + [scene.decidingEvidence]
        + scene.probeEvidence,
      remedies: [remedy(scene, service, port, pods[0])].compactMap { $0 })
  }

  private static func remedy(
    _ scene: Case, _ service: Service, _ port: ServicePort, _ pod: Pod
  ) -> Remedy? {
    let listeners = scene.snapshot.host(of: pod)?.tcpListeners.value ?? []
    guard let address = pod.addresses.first,
      let number = pod.ports.first(where: { $0.transport == port.transport })?.containerPort
        ?? listeners.first(where: \.isReachableFromOutside)?.port
    else { return nil }
    let index = service.ports.firstIndex(of: port) ?? 0
    var changed = service
    changed.ports[index].targetPort = .number(number)
    let name = service.objectName
    return Remedy(
      "let the Service lead to port \(number)", .command,
      "kubectl -n \(name.namespace) patch service \(name.name) --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/ports/\(index)/targetPort\",\"value\":\(number)}]'",
      changes: [.putService(changed)]
        + ProxyRules(scene, service, port).changes(endpoints: [Endpoint(address, port: number)]),
      note: "tried as if kube-proxy had followed")
  }
}
