import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// The policy of FORWARD drops what no rule accepted.
enum ForwardPolicyDrop: CauseExaminer {
  static let id = CauseID.forwardPolicyDrop

  static func examine(_ scene: Case) -> Cause? {
    guard scene.decider.kind == .policy, scene.decider.chain == "FORWARD",
      let place = ChainPlace(scene.decider)
    else { return nil }
    let network = scene.arrivalNetwork
    let accept = [
      "-I FORWARD 1 -s \(scene.arrival.source) -d \(network) -j ACCEPT",
      "-I FORWARD 1 -s \(network) -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    ]
    let rules = accept.compactMap {
      RuleLine.rule($0.replacing("-I FORWARD 1", with: "-A FORWARD"), place.family)
    }
    return Cause(
      id, scene.certainty,
      "the \(place.table) FORWARD policy of \(scene.decider.host) (\(place.backend.rawValue)) is DROP, and no rule accepts \(scene.arrival.source) to \(scene.arrivalWords)",
      evidence: [scene.decidingEvidence] + scene.policyCounter(place) + scene.translations
        + scene.probeEvidence,
      remedies: [
        Remedy(
          "accept the scrape in FORWARD of \(place.host)", .command,
          accept.map { "\(place.command) \($0)" }.joined(separator: "\n"),
          changes: rules.map { .insertRule(place, position: 1, $0) }),
        Remedy(
          "or let FORWARD accept again", .command, "\(place.command) -P FORWARD ACCEPT",
          changes: [.setPolicy(place, .accept)]),
      ])
  }
}

extension Case {
  /// The packets that a chain's policy has met.
  func policyCounter(_ place: ChainPlace) -> [Evidence] {
    guard let counters = snapshot.chain(place)?.counters, counters.packets > 0 else { return [] }
    return [
      Evidence(
        .counter, host: place.host, at: "\(place.table)/\(place.chain)",
        "its policy met \(counters.packets) packets")
    ]
  }
}
