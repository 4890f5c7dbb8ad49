import Addressing
import Cluster

/// Holds one connection against the rules of cluster-wide policies.
struct ClusterRuleMatcher {
  let flow: ResolvedFlow
  let direction: PolicyDirection
  /// The pod whose connections are judged.
  let subject: Pod

  /// Whether a rule holds the connection.
  enum Outcome {
    case none
    /// By the peer at this position; nil where the rule fails closed.
    case matched(peer: Int?)
    /// Only if one of these names resolves to the address.
    case depends([String], peer: Int)
  }

  private var other: ResolvedEnd {
    switch direction {
    case .ingress: flow.source
    case .egress: flow.destination
    }
  }

  private var otherAddress: IPAddress? {
    switch direction {
    case .ingress: flow.addresses.source
    case .egress: flow.addresses.destination
    }
  }

  func selects(_ policy: ClusterPolicy, _ cluster: ClusterObjects) -> Bool {
    chooses(policy.subject, subject, cluster)
  }

  func outcome(_ rule: ClusterPolicyRule, _ cluster: ClusterObjects) -> Outcome {
    // An unknown peer fails closed: an accepting rule holds nothing, any other denies everything.
    if rule.peers.contains(.unknown) {
      return rule.action == .accept ? .none : .matched(peer: nil)
    }
    if let ports = rule.ports, !ports.contains(where: holds) { return .none }
    var open: (names: [String], peer: Int)?
    for (place, peer) in rule.peers.enumerated() {
      if holds(peer, cluster) { return .matched(peer: place) }
      if case .domainNames(let names) = peer, other.pod == nil, open == nil {
        open = (names, place)
      }
    }
    return open.map { .depends($0.names, peer: $0.peer) } ?? .none
  }

  private func holds(_ peer: ClusterPeer, _ cluster: ClusterObjects) -> Bool {
    switch peer {
    case .pods(let selector):
      return other.selectablePod.map { chooses(selector, $0, cluster) } ?? false
    case .sameLabels(let keys, let pods):
      return holdsNamespace(keys, pods, cluster) { $0 != nil && $0 == $1 }
    case .notSameLabels(let keys, let pods):
      return holdsNamespace(keys, pods, cluster) { $0 != $1 }
    case .nodes(let selector):
      guard let node = other.node.flatMap({ cluster.node($0) }) else { return false }
      return selector.matches(node.metadata.labels)
    case .networks(let networks):
      guard let address = otherAddress else { return false }
      return networks.contains { $0.contains(address) }
    case .domainNames, .unknown: return false
    }
  }

  private func holdsNamespace(
    _ keys: [String], _ pods: LabelSelector, _ cluster: ClusterObjects,
    _ compare: (String?, String?) -> Bool
  ) -> Bool {
    guard let pod = other.selectablePod, pods.matches(pod.metadata.labels) else { return false }
    let own = cluster.namespaceLabels(subject.metadata.namespace)
    let others = cluster.namespaceLabels(pod.metadata.namespace)
    return keys.allSatisfy { compare(others[$0], own[$0]) }
  }

  private func chooses(
    _ selector: ClusterPodSelector, _ pod: Pod, _ cluster: ClusterObjects
  ) -> Bool {
    selector.pods.matches(pod.metadata.labels)
      && selector.namespaces.matches(cluster.namespaceLabels(pod.metadata.namespace))
  }

  func holds(_ port: ClusterPort) -> Bool {
    switch port {
    case .range(let transport, let range): transport == flow.transport && range.contains(flow.port)
    case .name(let name):
      flow.destination.selectablePod?.portNumbers(named: name, flow.transport).contains(flow.port)
        ?? false
    }
  }
}
