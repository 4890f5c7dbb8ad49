import Cluster
import Routing
import Simulation
import Snapshots

/// The process does not accept: its queue is full, and the kernel drops every further SYN.
enum ListenBacklogFull: CauseExaminer {
  static let id = CauseID.listenBacklogFull

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .dropped, scene.decider.kind == .socket,
      let host = scene.decidingHost,
      var socket = host.tcpListeners.value?.first(where: {
        $0.receiveQueue > $0.sendQueue && scene.decider.text.hasPrefix("\($0)")
      })
    else { return nil }
    let queue = "\(socket.receiveQueue) connections wait, \(socket.sendQueue) may"
    socket.receiveQueue = 0
    return Cause(
      id, scene.certainty,
      "the process at \(scene.arrivalWords) accepts no connections: \(queue), so the kernel drops every further SYN",
      evidence: [scene.decidingEvidence] + scene.translations + scene.probeEvidence,
      remedies: [restart(scene, socket)])
  }

  private static func restart(_ scene: Case, _ socket: ListeningSocket) -> Remedy {
    let content: String
    if let name = scene.pod?.objectName {
      content = """
        kubectl -n \(name.namespace) logs \(name.name) --all-containers --tail=50   # what does it hang on?
        kubectl -n \(name.namespace) delete pod \(name.name)   # its controller starts it anew
        """
    } else {
      content =
        "ss -tlnp 'sport = :\(socket.port)'   # on \(scene.arrival.host): restart this process"
    }
    return Remedy(
      "let it accept again: find what it hangs on, then restart it", .command, content,
      changes: [.putListener(host: scene.arrival.host, socket)],
      note: "tried as if the process accepted again")
  }
}
