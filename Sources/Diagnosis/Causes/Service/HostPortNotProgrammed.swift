import Addressing
import Cluster
import Firewall
import Simulation
import Snapshots

/// A pod asks for a port of its node, and no rule leads from there to the pod.
enum HostPortNotProgrammed: CauseExaminer {
  static let id = CauseID.hostPortNotProgrammed

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, !scene.destinationIsTranslated,
      case .node(let node) = scene.destination
    else { return nil }
    for pod in scene.cluster.pods.list
    where pod.nodeName == node.metadata.name && !pod.isFinished && !pod.hostNetwork {
      guard
        let port = pod.ports.first(where: {
          $0.hostPort == scene.endpoint.port
            && ($0.hostIP == nil || $0.hostIP == scene.endpoint.address
              || $0.hostIP?.isUnspecified == true)
        }), let address = pod.addresses.first
      else { continue }
      return Cause(
        id, scene.certainty,
        "pod \(pod.objectName) asks for hostPort \(scene.endpoint.port) of \(node.metadata.name), but the node has no rule that leads there: the CNI configuration lacks the portmap plugin, or another pod took the port",
        evidence: [
          Evidence(
            .object, at: "pods.json",
            "\(pod.objectName): hostPort \(scene.endpoint.port) → \(Endpoint(address, port: port.containerPort))"
          ), scene.decidingEvidence,
        ] + scene.probeEvidence,
        remedies: remedies(scene, Endpoint(address, port: port.containerPort), node))
    }
    return nil
  }

  private static func remedies(
    _ scene: Case, _ direct: Endpoint, _ node: KubernetesNode
  ) -> [Remedy] {
    var remedies: [Remedy] = []
    if let host = scene.snapshot.host(of: node),
      let place = scene.snapshot.natPlace(of: host, direct.address.family)
    {
      let rule = RuleLine.rules(
        [
          "-A PREROUTING -d \(IPPrefix(host: scene.endpoint.address)) -p tcp -m tcp --dport \(scene.endpoint.port) -j DNAT --to-destination \(direct)"
        ], direct.address.family)
      remedies.append(
        Remedy(
          "enable the portmap plugin on \(node.metadata.name), then make the pod anew",
          .configuration,
          "# the last element of plugins in /etc/cni/net.d/*.conflist\n{\"type\": \"portmap\", \"capabilities\": {\"portMappings\": true}}",
          changes: rule.map { .insertRule(place, position: 1, $0) },
          note: "tried with the translation that portmap would write"))
    }
    remedies.append(
      Remedy(
        "or scrape the pod itself", .configuration,
        "static_configs:\n  - targets: ['\(direct)']", changes: [.aim(at: direct)]))
    return remedies
  }
}

extension Snapshot {
  /// The PREROUTING chain of a host's nat table, in the backend that has one.
  func natPlace(of host: HostSnapshot, _ family: IPFamily) -> ChainPlace? {
    RuleBackend.allCases.lazy.map {
      ChainPlace(
        host: host.name, backend: $0, family: family, table: "nat", chain: "PREROUTING")
    }.first { self.chain($0) != nil }
  }
}
