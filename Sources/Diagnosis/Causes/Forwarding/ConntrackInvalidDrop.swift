import Addressing
import Cluster
import Firewall
import Routing
import Simulation
import Snapshots

/// A rule drops what conntrack calls invalid: it saw only one direction of the connection.
enum ConntrackInvalidDrop: CauseExaminer {
  static let id = CauseID.conntrackInvalidDrop

  static func examine(_ scene: Case) -> Cause? {
    guard !scene.isReachable, let (place, _, rule) = scene.decidingRule, rule.blocks,
      scene.decider.text.contains("INVALID"),
      rule.match(ConntrackMatch.self) != nil || rule.match(StateMatch.self) != nil
    else { return nil }
    return Cause(
      id, scene.certainty,
      "\(place.host) drops \(scene.isReplyLost ? "the answer" : "the packet") as INVALID (\(place.table)/\(place.chain)): its conntrack did not see the other direction, which takes another way",
      evidence: [scene.decidingEvidence] + routes(scene) + scene.probeEvidence,
      remedies: ways(scene) + scene.ruleRemedies)
  }

  private static func routes(_ scene: Case) -> [Evidence] {
    scene.outcome.steps.filter { $0.stage == "route" }.map {
      Evidence(.route, host: $0.host, at: "ip route get", $0.text)
    }
  }

  /// The answering node sends straight back.
  private static func ways(_ scene: Case) -> [Remedy] {
    guard let node = scene.firstNode, let source = scene.source,
      let detour = (node.routes[source.family].value ?? []).filter({
        $0.destination.contains(source) && $0.nextHops.first?.gateway != nil
          && $0.destination.length > 0
      }).max(by: { $0.destination.length < $1.destination.length }),
      node.link(towards: source) != nil
    else { return [] }
    return [
      Remedy(
        "let \(node.name) answer directly", .command,
        "\(source.family == .ipv4 ? "ip" : "ip -6") route del \(detour.destination) via \(detour.nextHops[0].gateway.map(\.description) ?? "")   # on \(node.name)",
        changes: [.deleteRoute(host: node.name, detour)])
    ]
  }
}
