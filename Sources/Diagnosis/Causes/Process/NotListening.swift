import Addressing
import Cluster
import Routing
import Simulation
import Snapshots

/// It arrives, and nothing listens there.
enum NotListening: CauseExaminer {
  static let id = CauseID.notListening

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .notListening, let listeners = scene.podListeners,
      !listeners.contains(where: { $0.port == scene.arrival.port })
    else { return nil }
    return Cause(
      id, scene.certainty,
      "the packet arrives at \(scene.arrivalWords), and nothing listens on port \(scene.arrival.port) there",
      evidence: [scene.decidingEvidence] + scene.listenerEvidence + scene.translations
        + scene.probeEvidence,
      remedies: [scene.listenRemedy(.everyAddress, "start it, or switch its metrics on")])
  }
}

extension Case {
  /// The remedy that makes a process listen.
  func listenRemedy(_ bound: ListeningSocket.Bound, _ title: String) -> Remedy {
    let content: String
    if let name = pod?.objectName {
      content =
        "kubectl -n \(name.namespace) describe pod \(name.name)   # is it up? which port does its command line name?\nkubectl -n \(name.namespace) logs \(name.name) --all-containers --tail=50\n# then let it listen on 0.0.0.0:\(arrival.port), for example --metrics-bind-address=0.0.0.0:\(arrival.port)"
    } else {
      content = "ss -tlnp 'sport = :\(arrival.port)'   # on \(arrival.host)"
    }
    return Remedy(
      title, .command, content, changes: [.putListener(host: arrival.host, socket(bound))],
      note: "tried as if a process listened on port \(arrival.port)")
  }
}
