import Cluster

extension PolicyEngine {
  /// Whether `flow` is allowed, without the reasons: what ``decision(_:)`` says, several times as fast.
  public func allows(_ flow: PolicyFlow) -> Bool { allows(ResolvedFlow(flow, in: cluster)) }

  /// Whether `flow` is allowed, without the reasons: what ``judgement(_:)`` says, several times as
  /// fast.
  func allows(_ flow: ResolvedFlow) -> Bool {
    guard cluster.clusterPolicies.list.isEmpty else { return judgement(flow).allowed }
    return allows(flow, .ingress) && allows(flow, .egress)
  }

  private func allows(_ flow: ResolvedFlow, _ direction: PolicyDirection) -> Bool {
    let subject = direction == .ingress ? flow.destination : flow.source
    if subject.unknownPod != nil { return false }
    guard let pod = subject.pod, !pod.isFinished, !pod.hostNetwork, !flow.isLoopback else {
      return true
    }
    let policies = policies(isolating: pod, direction)
    if policies.isEmpty { return true }
    if direction == .ingress, ownNode(of: pod, sending: flow.source) != nil { return true }
    // A pod's policies are all of its own namespace.
    let matcher = RuleMatcher(flow: flow, direction: direction, namespace: pod.metadata.namespace)
    return policies.contains { policy in
      policy.rules(direction).contains { matcher.holds($0, in: cluster) }
    }
  }
}
