import Addressing
import Cluster
import Simulation
import Snapshots

/// The port is one of those for node ports, and no Service has it.
enum NodePortNotAllocated: CauseExaminer {
  static let id = CauseID.nodePortNotAllocated
  /// kube-apiserver's `--service-node-port-range`, unless it was told another.
  static let range: ClosedRange<UInt16> = 30000...32767

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .notListening, case .node(let node) = scene.destination,
      range.contains(scene.endpoint.port)
    else { return nil }
    let allocated = scene.cluster.services.list.flatMap { service in
      service.ports.compactMap { port in port.nodePort.map { (service.objectName, $0) } }
    }
    let list = allocated.map { "\($0.0) \($0.1)" }
    return Cause(
      id, scene.certainty,
      "no Service has node port \(scene.endpoint.port), and nothing listens there on \(node.metadata.name) itself",
      evidence: [
        Evidence(
          .object, at: "services.json",
          list.isEmpty
            ? "no Service has a node port" : "node ports: \(list.joined(separator: ", "))"),
        scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: allocated.prefix(3).map { name, port in
        let right = Endpoint(scene.endpoint.address, port: port)
        return Remedy(
          "if Service \(name) is meant, scrape its node port of today", .configuration,
          "static_configs:\n  - targets: ['\(right)']", changes: [.aim(at: right)])
      })
  }
}
