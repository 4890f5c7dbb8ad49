import Addressing
import Cluster

/// Holds one connection against the peers and ports of rules, and keeps why each fails.
///
/// The cluster is passed, not kept: a copy of it costs more than a rule.
struct RuleMatcher {
  let flow: ResolvedFlow
  let direction: PolicyDirection
  /// The namespace of the policy.
  let namespace: String

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

  func peers(_ rule: PolicyRule, in cluster: ClusterObjects) -> PeersOutcome {
    if rule.peers.isEmpty { return .matched(peer: nil) }
    var failures: [PeerFailure] = []
    for (index, peer) in rule.peers.enumerated() {
      guard let failure = failure(peer, cluster) else { return .matched(peer: index) }
      failures.append(failure)
    }
    return .failed(failures)
  }

  /// Whether the rule admits the connection.
  func holds(_ rule: PolicyRule, in cluster: ClusterObjects) -> Bool {
    (rule.ports.isEmpty || rule.ports.contains { failure($0) == nil })
      && (rule.peers.isEmpty || rule.peers.contains { failure($0, cluster) == nil })
  }

  func ports(_ rule: PolicyRule) -> PortsOutcome {
    if rule.ports.isEmpty { return .matched(port: nil) }
    var failures: [PortFailure] = []
    for (index, port) in rule.ports.enumerated() {
      guard let failure = failure(port) else { return .matched(port: index) }
      failures.append(failure)
    }
    return .failed(failures)
  }

  /// Why `peer` does not hold the other end; nil where it does.
  private func failure(_ peer: PolicyPeer, _ cluster: ClusterObjects) -> PeerFailure? {
    switch peer {
    case .ipBlock(let block): failure(block)
    case .pods(let pods):
      failure(podIn: { $0 == namespace ? nil : .otherNamespace(policy: namespace, pod: $0) }, pods)
    case .namespaces(let namespaces):
      failure(podIn: { failure($0, outside: namespaces, cluster) }, LabelSelector())
    case .podsIn(let namespaces, let pods):
      failure(podIn: { failure($0, outside: namespaces, cluster) }, pods)
    }
  }

  private func failure(_ block: IPBlock) -> PeerFailure? {
    guard let address = otherAddress else {
      return .noAddress(other.pod?.objectName ?? other.unknownPod)
    }
    guard address.family == block.cidr.family else { return .otherFamily(block.cidr, address) }
    guard block.cidr.contains(address) else { return .outsideCIDR(block.cidr, address) }
    return block.except.first { $0.contains(address) }.map { .excepted($0, address) }
  }

  private func failure(
    _ name: String, outside selector: LabelSelector, _ cluster: ClusterObjects
  ) -> PeerFailure? {
    selector.matches(cluster.namespaceLabels(name))
      ? nil : .namespaceLabels(selector, namespace: name)
  }

  private func failure(
    podIn namespaceFailure: (String) -> PeerFailure?, _ selector: LabelSelector
  ) -> PeerFailure? {
    guard let pod = other.selectablePod else {
      if let pod = other.pod {
        return pod.hostNetwork ? .hostNetworkPod(pod.objectName) : .finishedPod(pod.objectName)
      }
      if let name = other.unknownPod { return .podLabels(selector, pod: name) }
      return other.addresses.first.map { .selectsPodsOnly($0) } ?? .noAddress(nil)
    }
    if let failure = namespaceFailure(pod.metadata.namespace) { return failure }
    return selector.matches(pod.metadata.labels)
      ? nil : .podLabels(selector, pod: pod.objectName)
  }

  /// Why `port` does not hold the connection's; nil where it does.
  private func failure(_ port: PolicyPort) -> PortFailure? {
    guard port.transport == flow.transport else {
      return .transport(wanted: port.transport, flow.transport)
    }
    switch port.port {
    case .all: return nil
    case .number(let number):
      return number == flow.port ? nil : .number(wanted: number, flow.port)
    case .range(let range): return range.contains(flow.port) ? nil : .range(range, flow.port)
    case .name(let name): return failure(name, port.transport)
    }
  }

  /// A name is the destination pod's own, whichever direction is judged.
  private func failure(_ name: String, _ transport: TransportProtocol) -> PortFailure? {
    let pod = flow.destination.selectablePod
    let declared = pod?.portNumbers(named: name, transport) ?? []
    if declared.contains(flow.port) { return nil }
    return declared.isEmpty
      ? .nameNotDeclared(name, pod: pod?.objectName)
      : .namedPort(name, declared: declared, flow.port)
  }
}
