import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// The address is one of the cluster's pods', and no pod has it.
enum NoSuchPod: CauseExaminer {
  static let id = CauseID.noSuchPod

  static func examine(_ scene: Case) -> Cause? { byObjects(scene) ?? bySilence(scene) }

  /// Nobody answers for the address on the last link, and no objects tell whether a pod has it.
  private static func bySilence(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .neighbourUnreachable, !scene.endsAtSource,
      let host = scene.decidingHost,
      scene.decidingRoute(on: host)?.nextHops.allSatisfy({ $0.gateway == nil }) == true
    else { return nil }
    let address = scene.arrival.destination
    let known = scene.cluster.pod(at: address).map { "pod \($0.objectName)" }
    return Cause(
      id, scene.certainty,
      "\(host.name) asks for \(address) and nobody answers: \(known ?? "the pod") is gone, or its interface is down (\(scene.decider.text))",
      evidence: [scene.decidingEvidence] + scene.probeEvidence,
      remedies: scene.deadLink.map { [raise($0.host, $0.link)] } ?? [])
  }

  private static func raise(_ host: HostSnapshot, _ link: Link) -> Remedy {
    Remedy(
      "raise \(link.name) of \(host.name)", .command,
      "ip link set \(link.name) up   # on \(host.name)",
      changes: [.raiseLink(host: host.name, link: link.name)])
  }

  private static func byObjects(_ scene: Case) -> Cause? {
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

extension Case {
  /// The link whose being down decided.
  fileprivate var deadLink: (host: HostSnapshot, link: Link)? {
    for host in snapshot.hosts {
      let links = host.links.value ?? host.addresses.value ?? []
      for link in links where !link.isUp && decider.text == "\(link.name) of \(host.name) is down" {
        return (host, link)
      }
    }
    return nil
  }
}
