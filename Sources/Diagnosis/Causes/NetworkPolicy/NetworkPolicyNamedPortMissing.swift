import Addressing
import Cluster
import Policies
import Simulation

/// The policy admits the source to a named port that the pod does not declare, or declares for another number.
enum NetworkPolicyNamedPortMissing: CauseExaminer {
  static let id = CauseID.networkPolicyNamedPortMissing

  static func examine(_ scene: Case) -> Cause? {
    guard let denial = scene.denial, denial.direction == .ingress, let pod = scene.pod else {
      return nil
    }
    for refusal in denial.decision.refusals {
      guard case .rule(let name, _, let rule, .matched, .failed(let failures)) = refusal,
        let wanted = failures.lazy.compactMap(\.portName).first
      else { continue }
      let declared = pod.ports.map { "\($0.name ?? "(no name)") \($0.containerPort)" }
      return Cause(
        id, scene.certainty,
        "NetworkPolicy \(name) admits \(scene.arrival.source) to the port named \"\(wanted)\", and pod \(pod.objectName) has no port \(scene.arrival.port) of this name",
        evidence: [
          Evidence(
            .object, at: "pods.json",
            "pod \(pod.objectName) declares \(declared.isEmpty ? "no port" : declared.joined(separator: ", "))"
          )
        ] + scene.refusalProof,
        remedies: [remedy(scene, name, rule, wanted)].compactMap { $0 } + scene.policyRemedies)
    }
    return nil
  }

  /// The policy with the number in place of the name.
  private static func remedy(
    _ scene: Case, _ name: ObjectName, _ rule: Int, _ wanted: String
  ) -> Remedy? {
    guard var policy = scene.policy(name), policy.ingress.indices.contains(rule) else { return nil }
    policy.ingress[rule].ports = policy.ingress[rule].ports.map { port in
      port.port == .name(wanted) ? PolicyPort(.number(scene.arrival.port), port.transport) : port
    }
    return Remedy(
      "name the port by its number, \(scene.arrival.port), in NetworkPolicy \(name)", .manifest,
      policy.manifest, changes: scene.following(policy))
  }
}

extension PortFailure {
  /// The name that does not lead to the port.
  fileprivate var portName: String? {
    switch self {
    case .namedPort(let name, _, _), .nameNotDeclared(let name, _): name
    case .transport, .number, .range: nil
    }
  }
}
