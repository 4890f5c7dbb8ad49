import Addressing
import Routing
import Simulation

/// The process listens on addresses of the other family only.
enum ListeningOnOtherFamily: CauseExaminer {
  static let id = CauseID.listeningOnOtherFamily

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .notListening,
      let near = scene.podListeners?.filter({ $0.port == scene.arrival.port }), !near.isEmpty,
      near.allSatisfy({ $0.family != nil && $0.family != scene.arrival.destination.family }),
      near.contains(where: \.isReachableFromOutside)
    else { return nil }
    let family = scene.arrival.destination.family == .ipv4 ? "IPv4" : "IPv6"
    return Cause(
      id, scene.certainty,
      "\(scene.arrivalWords) listens on port \(scene.arrival.port) on \(near.map { $0.bound.words }.joined(separator: ", ")) only, and the connection is \(family)",
      evidence: near.map { Evidence(.socket, host: scene.arrival.host, at: "ss -tln", "\($0)") }
        + scene.probeEvidence,
      remedies: [
        scene.listenRemedy(
          .everyAddress, "let it listen on both families, [::] without IPV6_V6ONLY")
      ])
  }
}

extension ListeningSocket {
  /// The only family it takes; nil for both.
  fileprivate var family: IPFamily? {
    switch bound {
    case .everyAddress: nil
    case .every(let family): family
    case .only(let address): address.family
    }
  }
}
