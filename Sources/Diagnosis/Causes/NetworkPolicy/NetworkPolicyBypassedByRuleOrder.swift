import Addressing
import Cluster
import Firewall
import Policies
import Simulation
import Snapshots

/// A rule before the policy engine's accepts what the policies deny.
enum NetworkPolicyBypassedByRuleOrder: CauseExaminer {
  static let id = CauseID.networkPolicyBypassedByRuleOrder

  static func examine(_ scene: Case) -> Cause? {
    guard scene.isReachable, let decision = scene.asSeen, !decision.ingress.allowed,
      let pod = scene.pod,
      let node = pod.nodeName.flatMap({ scene.snapshot.host(ofKubernetesNode: $0) }),
      let accept = scene.ruleSteps.first(where: {
        $0.accepts && $0.place.host == node.name && $0.place.table == "filter"
      }),
      let engine = scene.engineJump(in: accept.place, builtIn: scene.builtIn(of: accept))
    else { return nil }
    let place = ChainPlace(
      host: node.name, backend: accept.place.backend, family: accept.place.family,
      table: "filter", chain: engine.chain)
    return Cause(
      id, scene.certainty,
      "\(scene.policyWords(decision.ingress.isolatedBy)) \(decision.ingress.isolatedBy.count == 1 ? "denies" : "deny") \(scene.sourceAtPolicies), but \(node.name) accepts it by \(accept.placeText) before \(engine.rule.callee ?? "the policies") at \(engine.chain)#\(engine.position) is asked",
      evidence: [scene.evidence(accept)]
        + [
          Evidence(
            .rule, host: node.name,
            at: "\(place.backend.rawValue) filter/\(engine.chain)#\(engine.position)",
            engine.rule.text(inChain: engine.chain))
        ]
        + decision.ingress.refusals.map {
          Evidence(.object, at: "networkpolicies.json", "\($0)")
        } + scene.probeEvidence,
      remedies: scene.policyRemedies + [remedy(place, engine)])
  }

  /// Puts the engine's jump first, as the engine itself does at each sync. The policy then holds.
  private static func remedy(_ place: ChainPlace, _ engine: EngineJump) -> Remedy {
    let text = engine.rule.text(inChain: place.chain).dropFirst("-A \(place.chain) ".count)
    return Remedy(
      "then let the policies be asked first again; without the admission above they refuse the scrape",
      .command,
      "\(place.command) -D \(place.chain) \(engine.position)\n\(place.command) -I \(place.chain) 1 \(text)",
      changes: [
        .deleteRule(place, position: engine.position), .insertRule(place, position: 1, engine.rule),
      ],
      note: "as the policies demand")
  }
}

/// Where a built-in chain asks a policy engine.
struct EngineJump {
  var chain: String
  var position: Int
  var rule: IPTablesRule
}

extension Case {
  /// The built-in chain in which a step's chain was entered.
  func builtIn(of step: RuleStep) -> String {
    let names = ["INPUT", "FORWARD", "OUTPUT", "PREROUTING", "POSTROUTING"]
    return ruleSteps.prefix { $0.step <= step.step }
      .last { $0.place.host == step.place.host && names.contains($0.place.chain) }?.place.chain
      ?? step.place.chain
  }

  /// The jump to a policy engine's chain that a built-in chain holds.
  func engineJump(in place: ChainPlace, builtIn: String) -> EngineJump? {
    let rules = snapshot.chain(place.sibling(builtIn))?.rules ?? []
    guard
      let index = rules.firstIndex(where: { rule in
        ["KUBE-ROUTER-", "cali-"].contains { rule.callee?.hasPrefix($0) ?? false }
      })
    else { return nil }
    return EngineJump(chain: builtIn, position: index + 1, rule: rules[index])
  }
}

extension Snapshot {
  /// The recorded host that is the node of this name.
  func host(ofKubernetesNode name: String) -> HostSnapshot? {
    hosts.first { host in
      if case .node(let own) = host.role { return (own ?? host.name) == name }
      return false
    }
  }
}
