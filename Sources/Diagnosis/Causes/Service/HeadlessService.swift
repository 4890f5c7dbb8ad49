import Addressing
import Cluster
import Simulation

/// The Service has no address; only its pods can be scraped.
enum HeadlessService: CauseExaminer {
  static let id = CauseID.headlessService

  static func examine(_ scene: Case) -> Cause? {
    guard case .service(let name, _) = scene.target.kind, let service = scene.cluster.service(name),
      service.isHeadless
    else { return nil }
    let backends = scene.cluster.backends(of: name).list.filter(\.ready)
    let list = backends.map { "\($0.endpoint)" }.joined(separator: ", ")
    let targets = backends.map { "'\($0.endpoint)'" }.joined(separator: ", ")
    return Cause(
      id, .certain,
      "Service \(name) has no address (clusterIP: None): its name leads to the pods themselves, \(list.isEmpty ? "of which there is none" : list), and from outside the cluster it does not resolve",
      evidence: [Evidence(.object, at: "services.json", "\(name): clusterIP None")]
        + [Evidence(.object, at: "endpointslices.json", list.isEmpty ? "no endpoint" : list)],
      remedies: [
        Remedy(
          "scrape each pod: discover the endpoints, or name them", .configuration,
          "static_configs:\n  - targets: [\(targets)]",
          changes: backends.first.map { [.aim(at: $0.endpoint)] } ?? [])
      ])
  }
}
