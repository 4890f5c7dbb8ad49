import Addressing
import Cluster
import Simulation

/// A Service with several pods is scraped by its one address.
enum ServiceHidesReplicas: CauseExaminer {
  static let id = CauseID.serviceHidesReplicas

  static func examine(_ scene: Case) -> Cause? {
    guard scene.isReachable, let service = scene.destination.service, !service.isHeadless,
      let port = scene.destination.servicePort
    else { return nil }
    let backends = scene.readyBackends(of: service, port).filter(\.ready)
    guard backends.count > 1 else { return nil }
    let targets = backends.map { "'\($0.endpoint)'" }.joined(separator: ", ")
    return Cause(
      id, .certain,
      "\(backends.count) pods stand behind Service \(service.objectName), and each scrape reads another one's counters",
      evidence: Array(scene.endpointEvidence(service, port).prefix(1)) + scene.probeEvidence,
      remedies: [
        Remedy(
          "scrape each pod: discover the endpoints, or name them", .configuration,
          "static_configs:\n  - targets: [\(targets)]",
          changes: backends.first.map { [.aim(at: $0.endpoint)] } ?? [])
      ])
  }
}
