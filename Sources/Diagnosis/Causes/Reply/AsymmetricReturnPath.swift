import Addressing
import Cluster
import Firewall
import Simulation
import Snapshots

/// The answer takes another way, so that nobody translates it back.
enum AsymmetricReturnPath: CauseExaminer {
  static let id = CauseID.asymmetricReturnPath

  static func examine(_ scene: Case) -> Cause? {
    guard scene.outcome.disposition == .replyLost, scene.decider.kind == .socket,
      scene.destinationIsTranslated, let node = scene.destinationTranslator
    else { return nil }
    return Cause(
      id, scene.certainty,
      "\(node.host) translates \(scene.endpoint) to \(scene.arrivalWords), but the answer does not come back through \(node.host): \(scene.decider.text)",
      evidence: scene.translations + [scene.decidingEvidence] + scene.probeEvidence,
      remedies: [masquerade(scene, node), scene.directRemedy].compactMap { $0 })
  }

  private static func masquerade(_ scene: Case, _ node: ChainPlace) -> Remedy? {
    guard let source = scene.source else { return nil }
    let place = node.inTable("nat", chain: "POSTROUTING")
    let network = IPPrefix(host: scene.arrival.destination)
    let match = "-s \(IPPrefix(host: source)) -d \(network) -j MASQUERADE"
    guard let rule = RuleLine.rule("-A POSTROUTING \(match)", node.family) else { return nil }
    return Remedy(
      "let the answer come back through \(node.host): masquerade there (kube-proxy does it with --cluster-cidr)",
      .command, "\(place.command) -t nat -I POSTROUTING 1 \(match)   # on \(node.host)",
      changes: [.insertRule(place, position: 1, rule)])
  }
}

extension Case {
  /// The chain that translated the destination.
  var destinationTranslator: ChainPlace? {
    ruleSteps.last { step in
      guard case .extension(let target) = step.rule.target else { return false }
      return target is DNATTarget
    }?.place
  }
}
