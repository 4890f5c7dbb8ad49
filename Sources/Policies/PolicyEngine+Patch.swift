import Addressing
import Cluster

extension PolicyEngine {
  /// The smallest changes that admit `flow`: for each direction that denies it, first a changed
  /// copy
  /// of a policy that is there, then a new policy. Empty where it is admitted already.
  public func minimalPatches(for flow: PolicyFlow) -> [MinimalPatch] {
    let decision = judgement(ResolvedFlow(flow, in: cluster))
    return [(PolicyDirection.ingress, decision.ingress), (.egress, decision.egress)].flatMap {
      direction, decision in
      PatchStyle.allCases.compactMap { patch(flow, direction, decision, $0) }
    }
  }

  /// The smallest change of a style that admits `flow` in a direction that denies it.
  func patch(
    _ flow: PolicyFlow, _ direction: PolicyDirection, _ decision: DirectionDecision,
    _ style: PatchStyle
  ) -> MinimalPatch? {
    guard case .denied(_, _, let refusals) = decision,
      let peer = peer(of: flow, direction), let policy = policyToChange(refusals)
    else { return nil }
    let port = PolicyPort(.number(flow.port), flow.transport)
    return switch style {
    case .patch: changed(policy, direction, peer, port, refusals)
    case .new: added(policy, direction, peer, port, flow)
    }
  }

  /// The policy whose near miss is nearest: one that lacks a peer only, else one that lacks a port
  /// only, else the first.
  private func policyToChange(_ refusals: [Refusal]) -> NetworkPolicy? {
    let lacksPeer = refusals.first {
      if case .rule(_, _, _, .failed, .matched) = $0 { true } else { false }
    }
    let lacksPort = refusals.first {
      if case .rule(_, _, _, .matched, .failed) = $0 { true } else { false }
    }
    let name = (lacksPeer ?? lacksPort ?? refusals.first)?.policy
    return name.flatMap { policy($0) }
  }

  private func changed(
    _ policy: NetworkPolicy, _ direction: PolicyDirection, _ peer: PolicyPeer,
    _ port: PolicyPort, _ refusals: [Refusal]
  ) -> MinimalPatch {
    var changed = policy
    var rules = policy.rules(direction)
    let carrier = carrier(of: policy.objectName, rules, refusals)
    let change: MinimalPatch.Change
    if let carrier {
      rules[carrier].peers.append(peer)
      change = .peerAdded(rule: carrier)
    } else {
      rules.append(PolicyRule(peers: [peer], ports: [port]))
      change = .ruleAdded(rule: rules.count - 1)
    }
    switch direction {
    case .ingress: changed.ingress = rules
    case .egress: changed.egress = rules
    }
    changed.writtenTypes = policy.types
    return MinimalPatch(change: change, policy: changed, direction: direction)
  }

  /// The first rule that lacks only a peer and whose one port is this port and no other.
  private func carrier(
    of policy: ObjectName, _ rules: [PolicyRule], _ refusals: [Refusal]
  ) -> Int? {
    for refusal in refusals {
      guard case .rule(policy, _, let index, .failed, .matched) = refusal,
        let only = rules[index].ports.first, rules[index].ports.count == 1
      else { continue }
      switch only.port {
      case .number, .name: return index
      case .range, .all: continue
      }
    }
    return nil
  }

  /// A policy for the pods that `policy` isolates already, so that it isolates no others.
  private func added(
    _ policy: NetworkPolicy, _ direction: PolicyDirection, _ peer: PolicyPeer,
    _ port: PolicyPort, _ flow: PolicyFlow
  ) -> MinimalPatch {
    let rule = PolicyRule(peers: [peer], ports: [port])
    let name = freeName(
      Self.name(flow, direction), in: policy.metadata.namespace)
    let added = NetworkPolicy(
      metadata: ObjectMetadata(name: name, namespace: policy.metadata.namespace),
      podSelector: policy.podSelector, writtenTypes: [direction],
      ingress: direction == .ingress ? [rule] : [], egress: direction == .egress ? [rule] : [])
    return MinimalPatch(change: .policyAdded, policy: added, direction: direction)
  }

  /// The other end as a peer: a pod by its labels, anything else by its address.
  private func peer(of flow: PolicyFlow, _ direction: PolicyDirection) -> PolicyPeer? {
    let ends = ResolvedFlow(flow, in: cluster)
    let other = direction == .ingress ? ends.source : ends.destination
    if let pod = other.selectablePod, !Self.lastingLabels(pod).isEmpty {
      return .podsIn(
        namespaces: LabelSelector(matchLabels: [Namespace.nameLabel: pod.metadata.namespace]),
        pods: LabelSelector(matchLabels: Self.lastingLabels(pod)))
    }
    let address = direction == .ingress ? ends.addresses.source : ends.addresses.destination
    return address.map { .ipBlock(IPBlock(cidr: IPPrefix(host: $0))) }
  }

  /// The labels that the pod's successor will have too.
  static func lastingLabels(_ pod: Pod) -> [String: String] {
    let passing: Set = [
      "pod-template-hash", "controller-revision-hash", "pod-template-generation",
      "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index",
      "batch.kubernetes.io/controller-uid", "controller-uid",
    ]
    return pod.metadata.labels.filter { !passing.contains($0.key) }
  }

  private static func name(_ flow: PolicyFlow, _ direction: PolicyDirection) -> String {
    let other = direction == .ingress ? flow.source : flow.destination
    let word = direction == .ingress ? "from" : "to"
    let text: String =
      switch other {
      case .address(let address): address.description
      case .pod(let pod): pod.name
      }
    let plain = text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return "allow-\(word)-" + String(plain).prefix(200) + "-port-\(flow.port)"
  }

  private func freeName(_ name: String, in namespace: String) -> String {
    func isTaken(_ name: String) -> Bool {
      index[ObjectName(namespace: namespace, name: name)] != nil
    }
    guard isTaken(name) else { return name }
    var number = 2
    while isTaken("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
  }
}
