import Addressing
import Cluster
import Simulation

/// The Service is there, but has no such port.
enum ServicePortNotExposed: CauseExaminer {
  static let id = CauseID.servicePortNotExposed

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let service = scene.destination.service,
      scene.destination.servicePort == nil, scene.cluster.service(at: scene.endpoint.address) != nil
    else { return nil }
    let ports = service.ports.map { "\($0.name.map { "\($0) " } ?? "")\($0.port)" }
    return Cause(
      id, scene.certainty,
      "Service \(service.objectName) has no port \(scene.endpoint.port), only \(ports.joined(separator: ", ")): nothing translates \(scene.endpoint)",
      evidence: [
        Evidence(
          .object, at: "services.json",
          "\(service.objectName), \(scene.endpoint.address): ports \(ports.joined(separator: ", "))"
        ),
        scene.decidingEvidence,
      ] + scene.probeEvidence,
      remedies: service.ports.prefix(3).map { port in
        let right = Endpoint(scene.endpoint.address, port: port.port)
        return Remedy(
          "scrape a port that the Service has, \(port.name.map { "\($0) " } ?? "")\(port.port)",
          .configuration, "static_configs:\n  - targets: ['\(right)']", changes: [.aim(at: right)])
      })
  }
}
