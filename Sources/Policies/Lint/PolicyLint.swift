import Addressing
public import Cluster

/// Looks for what is valid in policies but surely not meant.
public struct PolicyLint {
  let cluster: ClusterObjects
  let engine: PolicyEngine
  /// Ports of pods that are scraped.
  let scraped: Set<TargetEndpoint>

  /// A look at the policies of `cluster`.
  public init(_ cluster: ClusterObjects) {
    self.cluster = cluster
    engine = PolicyEngine(cluster)
    var discovery = TargetDiscovery(cluster)
    scraped = Set(discovery.discover().filter(\.isScraped).flatMap(\.endpoints))
  }

  /// Every finding, policy by policy.
  public func findings() -> [LintFinding] {
    cluster.networkPolicies.list.flatMap(findings) + enforcementFindings()
  }

  private func findings(_ policy: NetworkPolicy) -> [LintFinding] {
    let subjects = subjects(of: policy)
    var found = subjectFindings(policy, subjects) + typeFindings(policy)
    for direction in policy.types {
      for (place, rule) in policy.rules(direction).enumerated() {
        let path = "\(direction.rawValue.lowercased())[\(place)]"
        found += peerFindings(policy, rule, direction, path, subjects)
        found += portFindings(policy, rule, direction, path, subjects)
      }
      found += shadowFindings(policy, direction)
    }
    if policy.types.contains(.egress), let finding = nameLookup(policy, subjects) {
      found.append(finding)
    }
    return found
  }

  func subjects(of policy: NetworkPolicy) -> [Pod] {
    cluster.pods(inNamespace: policy.metadata.namespace).filter {
      !$0.isFinished && policy.podSelector.matches($0.metadata.labels)
    }
  }

  private func subjectFindings(_ policy: NetworkPolicy, _ subjects: [Pod]) -> [LintFinding] {
    let name = "\(policy.objectName)"
    if subjects.isEmpty, !cluster.pods.list.isEmpty {
      return [
        LintFinding(
          .selectsNothing, name, at: "podSelector",
          "no pod of namespace \(policy.metadata.namespace) matches \(policy.podSelector)",
          advice: "compare with the labels of the pods: kubectl get pods --show-labels")
      ]
    }
    return subjects.filter(\.hostNetwork).prefix(1).map { pod in
      LintFinding(
        .hostNetwork, name, at: "podSelector",
        "pod \(pod.metadata.name) is on the host network, which no NetworkPolicy isolates",
        advice: "protect it by the node's firewall")
    }
  }

  private func typeFindings(_ policy: NetworkPolicy) -> [LintFinding] {
    PolicyDirection.allCases.compactMap { direction in
      guard !policy.types.contains(direction), !policy.rules(direction).isEmpty else { return nil }
      let section = direction.rawValue.lowercased()
      return LintFinding(
        .sectionWithoutType, "\(policy.objectName)", at: section,
        "the \(section) rules have no effect, because policyTypes does not list \(direction.rawValue)",
        advice: "add \(direction.rawValue) to policyTypes, or remove the section")
    }
  }

  private func nameLookup(_ policy: NetworkPolicy, _ subjects: [Pod]) -> LintFinding? {
    guard !policy.egress.isEmpty, let pod = subjects.first(where: { !$0.hostNetwork }) else {
      return nil
    }
    let rules = engine.policies(isolating: pod, .egress).flatMap(\.egress)
    let opens = rules.contains { rule in
      rule.ports.isEmpty
        || rule.ports.contains { port in
          guard port.transport == .udp || port.transport == .tcp else { return false }
          switch port.port {
          case .all: return true
          case .number(let number): return number == 53 || number == 5353
          case .range(let range): return range.contains(53)
          case .name(let name): return name.contains("dns")
          }
        }
    }
    return opens
      ? nil
      : LintFinding(
        .egressWithoutDNS, "\(policy.objectName)", at: "egress",
        "the pods it selects may send to some places, but nowhere on port 53",
        advice: "admit the cluster's DNS, or names resolve to nothing")
  }
}
