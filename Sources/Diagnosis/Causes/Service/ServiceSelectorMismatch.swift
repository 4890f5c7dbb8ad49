import Addressing
import Cluster
import Simulation

/// The Service's selector chooses no pod, and there is one whose labels are nearly those.
enum ServiceSelectorMismatch: CauseExaminer {
  static let id = CauseID.serviceSelectorMismatch

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let service = scene.destination.service,
      let port = scene.destination.servicePort, !service.selector.isEmpty,
      !scene.cluster.pods.isMissing,
      scene.cluster.pods(selectedBy: service).allSatisfy(\.isFinished),
      scene.readyBackends(of: service, port).isEmpty,
      candidates(scene, service).contains(where: { isNear(service.selector, $0.metadata.labels) })
    else { return nil }
    let selector = LabelSelector(matchLabels: service.selector)
    return Cause(
      id, scene.certainty,
      "Service \(service.objectName) selects \(selector), and no pod of namespace \(service.metadata.namespace) has these labels",
      evidence: scene.endpointEvidence(service, port)
        + candidates(scene, service).prefix(4).map {
          Evidence(
            .object, at: "pods.json",
            "pod \($0.objectName) has \(LabelSelector(matchLabels: $0.metadata.labels))")
        } + [scene.decidingEvidence] + scene.probeEvidence,
      remedies: [remedy(scene, service, port)].compactMap { $0 })
  }

  /// Whether labels look like a selector that was mistyped, or that has outlived a change: each key
  /// is there, its value the same or the beginning of the other.
  private static func isNear(_ selector: [String: String], _ labels: [String: String]) -> Bool {
    selector.allSatisfy { key, wanted in
      guard let value = labels[key], !value.isEmpty, !wanted.isEmpty else { return false }
      return value.hasPrefix(wanted) || wanted.hasPrefix(value)
    }
  }

  /// The pods that come nearest: most labels in common, then those whose name begins as the Service's.
  private static func candidates(_ scene: Case, _ service: Service) -> [Pod] {
    func score(_ pod: Pod) -> Int {
      let shared = service.selector.filter { pod.metadata.labels[$0.key] == $0.value }.count
      let keys = service.selector.filter { pod.metadata.labels[$0.key] != nil }.count
      return shared * 4 + keys * 2 + (pod.metadata.name.hasPrefix(service.metadata.name) ? 3 : 0)
    }
    return scene.cluster.pods(inNamespace: service.metadata.namespace)
      .filter { !$0.isFinished && score($0) > 0 }
      .sorted { (score($0), $1.metadata.name) > (score($1), $0.metadata.name) }
  }

  /// The Service's selector changed to the labels of the pod that comes nearest.
  static func remedy(_ scene: Case, _ service: Service, _ port: ServicePort) -> Remedy? {
    guard let pod = candidates(scene, service).first, let address = pod.addresses.first else {
      return nil
    }
    let keys = service.selector.keys.filter { pod.metadata.labels[$0] != nil }
    let passing: Set = ["pod-template-hash", "controller-revision-hash", "pod-template-generation"]
    let chosen = keys.isEmpty ? pod.metadata.labels.keys.filter { !passing.contains($0) } : keys
    let selector = Dictionary(
      uniqueKeysWithValues: chosen.compactMap { key in
        pod.metadata.labels[key].map { (key, $0) }
      })
    let pairs = selector.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
    var changed = service
    changed.selector = selector
    let name = service.objectName
    let endpoint = Endpoint(address, port: port.number(in: pod) ?? port.port)
    return Remedy(
      "let the Service select pod \(pod.objectName)", .command,
      "kubectl -n \(name.namespace) patch service \(name.name) --type=json -p '[{\"op\":\"replace\",\"path\":\"/spec/selector\",\"value\":{\(pairs.joined(separator: ","))}}]'",
      changes: [.putService(changed)]
        + ProxyRules(scene, service, port).changes(endpoints: [endpoint]),
      note: "tried as if kube-proxy had followed")
  }
}
