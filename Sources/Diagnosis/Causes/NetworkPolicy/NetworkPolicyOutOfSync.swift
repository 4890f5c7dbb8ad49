import Addressing
import Cluster
import Firewall
import Policies
import Simulation
import Snapshots

/// The policies admit the connection, the rules of the engine do not.
enum NetworkPolicyOutOfSync: CauseExaminer {
  static let id = CauseID.networkPolicyOutOfSync

  static func examine(_ scene: Case) -> Cause? {
    guard let refusal = scene.policyRefusal, let decision = scene.asSeen, decision.allowed,
      decision.ingress.isolated || decision.egress.isolated,
      let admission = (decision.ingress.admissions + decision.egress.admissions).first,
      let policy = scene.policy(admission.policy)
    else { return nil }
    return Cause(
      id, scene.certainty,
      "NetworkPolicy \(admission) admits \(scene.arrival.source), but the rules of \(refusal.engine.rawValue) on \(scene.decider.host) do not: they are behind the API",
      evidence: [
        Evidence(.object, at: "networkpolicies.json", "admitted by \(admission)")
      ] + scene.refusalProof,
      remedies: [
        Remedy(
          "read the controller's log, mend what it complains of, and restart it", .command,
          "# on \(scene.decider.host)\njournalctl -u k3s -u k3s-agent -u kube-router --since -1h | grep -iE 'netpol|ipset|iptables|failed to sync'\nsystemctl restart k3s 2>/dev/null || systemctl restart k3s-agent 2>/dev/null || kubectl -n kube-system delete pod -l k8s-app=kube-router --field-selector spec.nodeName=\(scene.decider.host)",
          changes: scene.following(policy, admission.direction),
          note: "tried with the rules that the policy asks for")
      ])
  }
}
