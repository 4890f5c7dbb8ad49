import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// The Service leads to a port of the pod at which nothing listens, while the pod listens elsewhere.
enum TargetPortNotListening: CauseExaminer {
  static let id = CauseID.targetPortNotListening

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .notListening, let service = scene.destination.service,
      let port = scene.destination.servicePort, let pod = scene.pod,
      let listeners = scene.podListeners,
      !listeners.contains(where: { $0.port == scene.arrival.port }),
      let other = listeners.first(where: \.isReachableFromOutside)
    else { return nil }
    return Cause(
      id, scene.certainty,
      "Service \(service.objectName) leads to port \(scene.arrival.port) of pod \(pod.objectName) (targetPort \(port.targetPort)), where nothing listens; the pod listens on \(other.port)",
      evidence: [
        Evidence(
          .object, at: "services.json",
          "\(service.objectName): port \(port.port), targetPort \(port.targetPort)"),
        scene.decidingEvidence,
      ] + scene.listenerEvidence + scene.translations + scene.probeEvidence,
      remedies: [remedy(scene, service, port, other)])
  }

  private static func remedy(
    _ scene: Case, _ service: Service, _ port: ServicePort, _ other: ListeningSocket
  ) -> Remedy {
    let name = service.objectName
    let index = service.ports.firstIndex(of: port) ?? 0
    var changed = service
    changed.ports[index].targetPort = .number(other.port)
    let endpoint = Endpoint(scene.arrival.destination, port: other.port)
    return Remedy(
      "let the Service lead to port \(other.port)", .command,
      "kubectl -n \(name.namespace) patch service \(name.name) --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/ports/\(index)/targetPort\",\"value\":\(other.port)}]'",
      changes: [.putService(changed)]
        + ProxyRules(scene, service, port).changes(endpoints: [endpoint]),
      note: "tried as if kube-proxy had followed")
  }
}
