import Addressing
import Cluster
import Simulation
import Snapshots

/// Some connections arrive and some do not, by which endpoint is chosen.
enum OneEndpointDead: CauseExaminer {
  static let id = CauseID.oneEndpointDead

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let service = scene.destination.service,
      let port = scene.destination.servicePort,
      scene.walk.outcomes.contains(where: { $0.disposition == .delivered })
    else { return nil }
    let dead = Endpoint(scene.arrival.destination, port: scene.arrival.port)
    let backends = scene.readyBackends(of: service, port).filter(\.ready)
    guard backends.count > 1, let backend = backends.first(where: { $0.endpoint == dead }) else {
      return nil
    }
    let share = scene.outcome.probability.map { "\(Int(($0 * 100).rounded()))% of the" } ?? "some"
    let node = scene.nodeName(of: backend)
    let ready = node.flatMap { scene.cluster.node($0)?.isReady }
    let living = backends.filter { $0.endpoint != dead }.map(\.endpoint)
    return Cause(
      id, scene.certainty,
      "\(share) connections to Service \(service.objectName) fail: endpoint \(dead)\(backend.pod.map { " (pod \($0)" } ?? " (")\(node.map { " on \($0)" } ?? "")) does not answer, the other\(living.count == 1 ? " does" : "s do")",
      evidence: [scene.decidingEvidence]
        + (node.map {
          [
            Evidence(
              .object, at: "nodes.json",
              "\($0) is \(ready == true ? "Ready" : ready == false ? "not Ready" : "of unknown state")"
            )
          ]
        } ?? []) + scene.endpointEvidence(service, port).prefix(1) + scene.probeEvidence,
      remedies: [
        Remedy(
          "take the dead endpoint out: repair \(node ?? "its node"), or delete its pod by force",
          .command,
          backend.pod.map {
            "kubectl -n \($0.namespace) delete pod \($0.name) --force --grace-period=0"
          } ?? "kubectl get nodes -o wide",
          changes: ProxyRules(scene, service, port).changes(endpoints: living),
          note: "tried with the endpoints that are left")
      ])
  }
}
