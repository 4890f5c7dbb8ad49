import Addressing
import Cluster
import Simulation

/// The address is among those of Services, and no Service has it.
enum NoSuchService: CauseExaminer {
  static let id = CauseID.noSuchService

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, case .serviceNetwork = scene.destination else { return nil }
    let port = scene.endpoint.port
    let candidates = scene.cluster.services.list.filter { service in
      service.ports.contains { $0.port == port } && !service.clusterAddresses.isEmpty
    }
    return Cause(
      id, scene.certainty,
      "no Service has the address \(scene.endpoint.address): the Service was deleted, or made anew with another address",
      evidence: [
        Evidence(
          .object, at: "services.json",
          "none of \(scene.cluster.services.list.count) Services has \(scene.endpoint.address)")
      ]
        + candidates.prefix(4).map {
          Evidence(
            .object, at: "services.json",
            "\($0.objectName) has \($0.clusterAddresses.map(\.description).joined(separator: ", ")) and port \(port)"
          )
        } + [scene.decidingEvidence] + scene.probeEvidence,
      remedies: candidates.prefix(3).compactMap { service in
        service.clusterAddresses.first { $0.family == scene.endpoint.address.family }.map {
          let right = Endpoint($0, port: port)
          return Remedy(
            "if Service \(service.objectName) is meant, scrape its address of today, or discover it by name",
            .configuration, "static_configs:\n  - targets: ['\(right)']",
            changes: [.aim(at: right)])
        }
      })
  }
}
