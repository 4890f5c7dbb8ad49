import Addressing
import Cluster

extension PolicyEngine {
  /// What should be known beside the decision on `flow`.
  func notes(
    on flow: ResolvedFlow, _ ingress: DirectionDecision, _ egress: DirectionDecision
  ) -> [PolicyNote] {
    var notes: [PolicyNote] = []
    if cluster.networkPolicies.isMissing {
      notes.append(.missingObjects(kind: "networkpolicies"))
    }
    if cluster.pods.isMissing { notes.append(.missingObjects(kind: "pods")) }
    if cluster.namespaces.isMissing, asksNamespaceLabels(ingress, egress) {
      notes.append(.missingObjects(kind: "namespaces"))
    }
    for end in [flow.source, flow.destination] {
      if let name = end.unknownPod { notes.append(.unknownPod(name)) }
      if let pod = end.pod, pod.hostNetwork { notes.append(.hostNetwork(pod.objectName)) }
    }
    if let node = flow.source.node { notes.append(.sourceIsNode(node)) }
    notes += transportNotes(flow) + serviceNotes(flow)
    notes += ipBlockNotes(ingress, flow.source, flow.addresses.source)
    notes += ipBlockNotes(egress, flow.destination, flow.addresses.destination)
    let others = cluster.otherPolicies.list.filter { !$0.isClusterPolicy }
    let kinds = Set(others.map(\.kind)).sorted()
    if !kinds.isEmpty { notes.append(.otherPolicies(kinds)) }
    return notes
  }

  private func transportNotes(_ flow: ResolvedFlow) -> [PolicyNote] {
    let defined: [TransportProtocol] = [.tcp, .udp, .sctp]
    return defined.contains(flow.transport) ? [] : [.undefinedTransport(flow.transport)]
  }

  private func serviceNotes(_ flow: ResolvedFlow) -> [PolicyNote] {
    guard flow.destination.pod == nil, let address = flow.destination.addresses.first,
      let service = cluster.service(at: address)
    else { return [] }
    return [.destinationIsService(service.objectName)]
  }

  /// An `ipBlock` that alone admits a pod's address is judged differently by network plugins.
  private func ipBlockNotes(
    _ decision: DirectionDecision, _ end: ResolvedEnd, _ address: IPAddress?
  ) -> [PolicyNote] {
    guard end.selectablePod != nil, let address, !decision.admissions.isEmpty else { return [] }
    let byBlock = decision.admissions.allSatisfy { admission in
      guard let position = admission.peer, let peer = peer(position, of: admission) else {
        return false
      }
      if case .ipBlock = peer { return true } else { return false }
    }
    return byBlock ? [.ipBlockDecidesPod(address)] : []
  }

  private func peer(_ position: Int, of admission: Admission) -> PolicyPeer? {
    policy(admission.policy)?.rules(admission.direction)[admission.rule].peers[position]
  }

  private func asksNamespaceLabels(_ decisions: DirectionDecision...) -> Bool {
    let policies = Set(decisions.flatMap(\.isolatedBy)).compactMap { policy($0) }
    return policies.flatMap { $0.ingress + $0.egress }.flatMap(\.peers).contains { peer in
      switch peer {
      case .namespaces(let selector), .podsIn(let selector, _): !selector.isEmpty
      case .ipBlock, .pods: false
      }
    }
  }
}
