import Addressing
import Cluster
import Policies
import Simulation

extension Case {
  /// The smallest changes of policies that admit the connection as the pod's node sees it.
  var policyRemedies: [Remedy] {
    let flow = PolicyFlow(
      from: .address(sourceAtPolicies), to: .address(arrival.destination), port: arrival.port)
    return PolicyEngine(cluster).minimalPatches(for: flow).map { patch in
      Remedy(
        title(of: patch), .manifest, patch.manifest,
        changes: following(patch.policy, patch.direction), note: whatIfNote)
    }
  }

  private func title(of patch: MinimalPatch) -> String {
    let name = patch.policy.objectName
    let list = patch.direction == .ingress ? "from" : "to"
    let section = patch.direction.rawValue.lowercased()
    switch patch.change {
    case .peerAdded(let rule):
      return
        "admit \(peerWords(patch.direction)) in NetworkPolicy \(name): one more entry in \(section)[\(rule)].\(list)"
    case .ruleAdded(let rule):
      return
        "admit \(peerWords(patch.direction)) in NetworkPolicy \(name): one more rule, \(section)[\(rule)]"
    case .policyAdded:
      return
        "or leave \(changedByOthers) as it is and add NetworkPolicy \(name), which admits \(peerWords(patch.direction)) alone"
    }
  }

  private var changedByOthers: String {
    denial?.decision.isolatedBy.first.map { "NetworkPolicy \($0)" } ?? "every policy"
  }

  private func peerWords(_ direction: PolicyDirection) -> String {
    direction == .ingress ? "\(sourceAtPolicies)" : "\(arrival.destination)"
  }

  /// The source address that policies judge, whatever is written behind them.
  var sourceAtPolicies: IPAddress { judgedSource ?? arrival.source }

  /// What the what-if of a policy takes for granted.
  var whatIfNote: String? {
    policyRefusal == nil
      ? "no rule of a policy engine refuses it now: judged by the NetworkPolicy alone" : nil
  }

  /// Each refusal as evidence.
  var refusalEvidence: [Evidence] {
    (denial?.decision.refusals ?? []).map {
      Evidence(.object, at: "networkpolicies.json", "\($0)")
    }
  }

  /// What every refusal by a policy engine shows: the rule, the sets, the policies, the packet.
  var refusalProof: [Evidence] {
    guard let refusal = policyRefusal else { return [decidingEvidence] }
    var rule = decidingEvidence
    if let named = refusal.chainPod { rule.place += " (NetworkPolicies of pod \(named))" }
    return [rule] + peerEvidence(refusal) + refusalEvidence + translations + probeEvidence
  }

  /// The policies that isolate the pod, as words: `NetworkPolicy a/b`, `NetworkPolicies a/b and a/c`.
  func policyWords(_ policies: [ObjectName]) -> String {
    let names = policies.map { "\($0)" }
    if names.count == 1 { return "NetworkPolicy \(names[0])" }
    return "NetworkPolicies " + names.dropLast().joined(separator: ", ") + " and "
      + (names.last ?? "")
  }
}
