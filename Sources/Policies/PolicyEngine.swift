import Addressing
public import Cluster

/// Decides connections by the NetworkPolicies of a cluster, as the specification says.
///
/// Source: `networking.k8s.io/v1` types and the e2e suite of Kubernetes. What controllers do
/// differently is said by the simulation of their rules, not here.
public struct PolicyEngine: Sendable {
  /// The cluster whose policies decide.
  public let cluster: ClusterObjects
  private let byNamespace: [String: [NetworkPolicy]]

  /// An engine for the policies of `cluster`.
  public init(_ cluster: ClusterObjects) {
    self.cluster = cluster
    byNamespace = Dictionary(grouping: cluster.networkPolicies.list, by: \.metadata.namespace)
  }

  /// The policies that isolate `pod` in `direction`, in the order they were recorded.
  public func policies(isolating pod: Pod, _ direction: PolicyDirection) -> [NetworkPolicy] {
    (byNamespace[pod.metadata.namespace] ?? []).filter {
      $0.types.contains(direction) && $0.podSelector.matches(pod.metadata.labels)
    }
  }

  /// What the policies say of `flow`, and why. The destination is meant after every translation.
  public func decision(_ flow: PolicyFlow) -> PolicyDecision {
    let ends = ResolvedFlow(flow, in: cluster)
    let ingress = decision(ends, .ingress)
    let egress = decision(ends, .egress)
    return PolicyDecision(
      ingress: ingress, egress: egress, notes: notes(on: ends, ingress, egress))
  }

  private func decision(_ flow: ResolvedFlow, _ direction: PolicyDirection) -> DirectionDecision {
    let subject = direction == .ingress ? flow.destination : flow.source
    guard let pod = subject.pod else { return .exempt(.notAPod, isolatedBy: []) }
    if pod.isFinished { return .exempt(.finished(pod.objectName), isolatedBy: []) }
    if pod.hostNetwork { return .exempt(.hostNetwork(pod.objectName), isolatedBy: []) }
    let policies = policies(isolating: pod, direction)
    let names = policies.map(\.objectName)
    if flow.isLoopback { return .exempt(.itself(pod.objectName), isolatedBy: names) }
    if direction == .ingress, let node = ownNode(of: pod, sending: flow.source) {
      return .exempt(.ownNode(node), isolatedBy: names)
    }
    guard !policies.isEmpty else { return .notIsolated(pod: pod.objectName) }
    return judge(flow, direction, pod, policies)
  }

  /// The name of the node `pod` runs on, where `source` is that node.
  private func ownNode(of pod: Pod, sending source: ResolvedEnd) -> String? {
    if let node = source.node, node == pod.nodeName { return node }
    guard source.pod == nil, let address = source.addresses.first, address == pod.hostAddress
    else { return nil }
    return pod.nodeName ?? "\(address)"
  }

  private func judge(
    _ flow: ResolvedFlow, _ direction: PolicyDirection, _ pod: Pod, _ policies: [NetworkPolicy]
  ) -> DirectionDecision {
    var admissions: [Admission] = []
    var refusals: [Refusal] = []
    for policy in policies {
      let rules = policy.rules(direction)
      if rules.isEmpty {
        refusals.append(.noRules(policy: policy.objectName, direction: direction))
      }
      for (index, rule) in rules.enumerated() {
        let matcher = RuleMatcher(
          flow: flow, direction: direction, namespace: policy.metadata.namespace)
        let (peers, ports) = (matcher.peers(rule, in: cluster), matcher.ports(rule))
        if case .matched(let peer) = peers, case .matched(let port) = ports {
          admissions.append(
            Admission(
              policy: policy.objectName, direction: direction, rule: index, peer: peer, port: port))
        } else {
          refusals.append(
            .rule(
              policy: policy.objectName, direction: direction, rule: index, peers: peers,
              ports: ports))
        }
      }
    }
    let names = policies.map(\.objectName)
    return admissions.isEmpty
      ? .denied(pod: pod.objectName, isolatedBy: names, refusals: refusals)
      : .admitted(pod: pod.objectName, isolatedBy: names, by: admissions)
  }
}
