import Addressing
import Routing
import Simulation

/// The process listens for its own host only.
enum ListeningOnLoopbackOnly: CauseExaminer {
  static let id = CauseID.listeningOnLoopbackOnly

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .notListening,
      let near = scene.podListeners?.filter({ $0.port == scene.arrival.port }), !near.isEmpty,
      near.allSatisfy({ !$0.isReachableFromOutside })
    else { return nil }
    return Cause(
      id, scene.certainty,
      "\(scene.arrivalWords) listens on port \(scene.arrival.port) for its own host only (\(near.map { $0.bound.words }.joined(separator: ", ")))",
      evidence: near.map { Evidence(.socket, host: scene.arrival.host, at: "ss -tln", "\($0)") }
        + scene.translations + scene.probeEvidence,
      remedies: [
        scene.listenRemedy(.everyAddress, "let it listen on every address, 0.0.0.0 (or [::])")
      ])
  }
}

extension ListeningSocket.Bound {
  /// The address as `ss` writes it.
  var words: String {
    switch self {
    case .everyAddress: "*"
    case .every(.ipv4): "0.0.0.0"
    case .every(.ipv6): "[::]"
    case .only(let address): "\(address)"
    }
  }
}
