import Addressing
import Cluster
import Policies
import Simulation

/// The policy admits the source to the Service's port; policies see the pod's.
enum NetworkPolicyNamesServicePort: CauseExaminer {
  static let id = CauseID.networkPolicyNamesServicePort

  static func examine(_ scene: Case) -> Cause? {
    guard let denial = scene.denial, denial.direction == .ingress, let pod = scene.pod else {
      return nil
    }
    for refusal in denial.decision.refusals {
      guard case .rule(let name, _, let rule, .matched, .failed(let failures)) = refusal else {
        continue
      }
      for case .number(let wanted, let actual) in failures {
        guard let service = service(scene, pod, port: wanted, leadingTo: actual) else { continue }
        return Cause(
          id, scene.certainty,
          "NetworkPolicy \(name) admits \(scene.arrival.source) to port \(wanted), which is the port of Service \(service); policies judge the pod's port, \(actual)",
          evidence: [
            Evidence(
              .object, at: "services.json",
              "\(service): port \(wanted), which leads to port \(actual) of pod \(pod.objectName)")
          ] + scene.refusalProof,
          remedies: [remedy(scene, name, rule, wanted, actual)].compactMap { $0 }
            + scene.policyRemedies)
      }
    }
    return nil
  }

  private static func service(
    _ scene: Case, _ pod: Pod, port: UInt16, leadingTo target: UInt16
  ) -> ObjectName? {
    scene.cluster.services.list.first { service in
      service.ports.contains { $0.port == port && $0.number(in: pod) == target }
        && scene.cluster.pods(selectedBy: service).contains { $0.objectName == pod.objectName }
    }?.objectName
  }

  /// The policy with the pod's port in place of the Service's.
  private static func remedy(
    _ scene: Case, _ name: ObjectName, _ rule: Int, _ wanted: UInt16, _ actual: UInt16
  ) -> Remedy? {
    guard var policy = scene.policy(name), policy.ingress.indices.contains(rule) else { return nil }
    policy.ingress[rule].ports = policy.ingress[rule].ports.map { port in
      port.port == .number(wanted) ? PolicyPort(.number(actual), port.transport) : port
    }
    return Remedy(
      "name the pod's port \(actual) in NetworkPolicy \(name)", .manifest, policy.manifest,
      changes: scene.following(policy))
  }
}

extension Case {
  /// The NetworkPolicy of a name.
  func policy(_ name: ObjectName) -> NetworkPolicy? {
    cluster.networkPolicies.list.first { $0.objectName == name }
  }
}
