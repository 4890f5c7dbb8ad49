import Addressing
public import Cluster

/// Decides connections by the policies of a cluster, as the specifications say.
///
/// Source: `networking.k8s.io/v1` and `policy.networking.k8s.io` types and the e2e suite of
/// Kubernetes. What controllers do differently is said by the simulation of their rules, not here.
public struct PolicyEngine: Sendable {
  /// The cluster whose objects are the ends of connections.
  public let cluster: ClusterObjects
  private(set) var index: PolicyIndex
  private let tiers: PolicyTiers

  /// An engine for the policies of `cluster`.
  public init(_ cluster: ClusterObjects) {
    self.cluster = cluster
    index = PolicyIndex(cluster.networkPolicies.list)
    tiers = PolicyTiers(cluster.clusterPolicies.list)
  }

  /// The policies that isolate `pod` in `direction`, in the order they were recorded.
  public func policies(isolating pod: Pod, _ direction: PolicyDirection) -> [NetworkPolicy] {
    index.policies(isolating: pod, direction)
  }

  /// The cluster-wide policies that select `pod`, in the order they are asked.
  public func clusterPolicies(selecting pod: Pod) -> [ClusterPolicy] {
    guard !pod.hostNetwork, !pod.isFinished else { return [] }
    let labels = cluster.namespaceLabels(pod.metadata.namespace)
    return tiers.policies.filter {
      $0.subject.pods.matches(pod.metadata.labels) && $0.subject.namespaces.matches(labels)
    }
  }

  /// The policy of a name, as this engine has it.
  public func policy(_ name: ObjectName) -> NetworkPolicy? { index[name] }

  /// The same engine with `policy` in the place of the one of its name, or added.
  public func replacing(_ policy: NetworkPolicy) -> PolicyEngine {
    var changed = self
    changed.index.replace(policy)
    return changed
  }

  /// Puts `policy` in the place of the one of its name, or adds it.
  mutating func replace(_ policy: NetworkPolicy) { index.replace(policy) }

  /// What the policies say of `flow`, and why. The destination is meant after every translation.
  public func decision(_ flow: PolicyFlow) -> PolicyDecision {
    let ends = ResolvedFlow(flow, in: cluster)
    var decision = judgement(ends)
    decision.notes = notes(on: ends, decision.ingress, decision.egress)
    if let other = ends.otherFamily, case let verdict = judgement(other).verdict,
      verdict != decision.verdict, let family = other.addresses.source?.family
    {
      decision.notes.append(.otherFamilyDiffers(family, verdict))
    }
    return decision
  }

  /// The decision without its notes.
  func judgement(_ flow: ResolvedFlow) -> PolicyDecision {
    PolicyDecision(ingress: decision(flow, .ingress), egress: decision(flow, .egress))
  }

  private func decision(_ flow: ResolvedFlow, _ direction: PolicyDirection) -> DirectionDecision {
    let subject = direction == .ingress ? flow.destination : flow.source
    if let name = subject.unknownPod { return .undecided(pod: name, because: [.unknownPod(name)]) }
    guard let pod = subject.pod else { return .exempt(.notAPod, isolatedBy: []) }
    if pod.isFinished { return .exempt(.finished(pod.objectName), isolatedBy: []) }
    if pod.hostNetwork { return .exempt(.hostNetwork(pod.objectName), isolatedBy: []) }
    let policies = policies(isolating: pod, direction)
    if flow.isLoopback {
      return .exempt(.itself(pod.objectName), isolatedBy: policies.map(\.objectName))
    }
    if direction == .ingress, let node = ownNode(of: pod, sending: flow.source) {
      return .exempt(.ownNode(node), isolatedBy: policies.map(\.objectName))
    }
    let inner = { judge(flow, direction, pod, policies) }
    guard !tiers.isEmpty else { return inner() }
    let matcher = ClusterRuleMatcher(flow: flow, direction: direction, subject: pod)
    return tiers.decision(matcher, cluster, policies.map(\.objectName), networkPolicies: inner)
  }

  /// The name of the node `pod` runs on, where `source` is that node.
  func ownNode(of pod: Pod, sending source: ResolvedEnd) -> String? {
    if let node = source.node, node == pod.nodeName { return node }
    guard source.pod == nil, let address = source.addresses.first, address == pod.hostAddress
    else { return nil }
    return pod.nodeName ?? "\(address)"
  }

  private func judge(
    _ flow: ResolvedFlow, _ direction: PolicyDirection, _ pod: Pod, _ policies: [NetworkPolicy]
  ) -> DirectionDecision {
    guard !policies.isEmpty else { return .notIsolated(pod: pod.objectName) }
    var admissions: [Admission] = []
    var refusals: [Refusal] = []
    for policy in policies {
      let rules = policy.rules(direction)
      if rules.isEmpty {
        refusals.append(.noRules(policy: policy.objectName, direction: direction))
      }
      let matcher = RuleMatcher(
        flow: flow, direction: direction, namespace: policy.metadata.namespace)
      for (index, rule) in rules.enumerated() {
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
