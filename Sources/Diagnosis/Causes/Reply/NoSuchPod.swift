import Addressing
import Cluster
import Simulation

/// The address is one of the cluster's pods', and no pod has it.
enum NoSuchPod: CauseExaminer {
  static let id = CauseID.noSuchPod

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, case .podNetwork(let node) = scene.destination,
      !scene.cluster.pods.isMissing
    else { return nil }
    return Cause(
      id, scene.certainty,
      "no pod has \(scene.endpoint.address), an address of \(node.metadata.name)'s pod network: the pod was deleted, or came back with another address",
      evidence: [
        Evidence(
          .object, at: "pods.json",
          "none of \(scene.cluster.pods.list.count) pods has \(scene.endpoint.address)"),
        scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: candidates(scene).map { pod, address in
        let right = Endpoint(address, port: scene.endpoint.port)
        return Remedy(
          "if pod \(pod) is meant, scrape its address of today; better discover pods, or scrape the Service",
          .configuration, "static_configs:\n  - targets: ['\(right)']", changes: [.aim(at: right)])
      })
  }

  /// The pods that declare the port.
  private static func candidates(_ scene: Case) -> [(ObjectName, IPAddress)] {
    Array(
      scene.cluster.pods.list.filter { pod in
        !pod.isFinished && !pod.hostNetwork
          && pod.ports.contains { $0.containerPort == scene.endpoint.port }
      }.compactMap { pod in
        pod.addresses.first { $0.family == scene.endpoint.address.family }
          .map { (pod.objectName, $0) }
      }.prefix(3))
  }
}
