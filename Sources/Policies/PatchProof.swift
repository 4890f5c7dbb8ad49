import Addressing
public import Cluster

/// What a change of policies admits, found by deciding again.
public struct PatchProof: Sendable, Hashable {
  /// Whether everything that was asked is allowed now.
  public var admitsAsked: Bool
  /// What is allowed now and was not asked, up to ``limit`` of them.
  public var alsoAdmits: [PolicyFlow]
  /// Whether not everything could be tried.
  public var isPartial: Bool

  /// The most connections that are tried.
  static let limit = 5_000
}

extension PolicyEngine {
  /// Decides again, with `engine`, what `policies` can change: their pods, the peers of the
  /// connections asked for, and every port that is declared. `known` is whether what was asked is
  /// admitted, where that was decided already.
  public func proof(
    of policies: [NetworkPolicy], by engine: PolicyEngine, for asked: [PolicyFlow],
    admitsAsked known: Bool? = nil
  ) -> PatchProof {
    var proof = PatchProof(
      admitsAsked: known ?? asked.allSatisfy { engine.allows(ResolvedFlow($0, in: cluster)) },
      alsoAdmits: [], isPartial: false)
    let wanted = Set(asked.map { normal($0) })
    var tried = Set<PolicyFlow>()
    let directions = Set(policies.flatMap(\.types))
    let others = PolicyDirection.allCases.map { direction -> Set<PolicyEnd> in
      guard directions.contains(direction) else { return [] }
      let ends = Set(asked.map { direction == .ingress ? $0.source : $0.destination })
      return Set(ends.flatMap(alike))
    }
    let askedPorts = Set(asked.map { Port($0.port, $0.transport) })
    for policy in policies {
      for flow in flows(touchedBy: policy, others[0], others[1], askedPorts) {
        let flow = normal(flow)
        guard !wanted.contains(flow), tried.insert(flow).inserted else { continue }
        guard tried.count <= PatchProof.limit else {
          proof.isPartial = true
          return proof
        }
        let ends = ResolvedFlow(flow, in: cluster)
        if engine.allows(ends), !allows(ends) {
          proof.alsoAdmits.append(flow)
        }
      }
    }
    return proof
  }

  /// The same flow with pods in the place of their addresses.
  private func normal(_ flow: PolicyFlow) -> PolicyFlow {
    var flow = flow
    flow.source = normal(flow.source)
    flow.destination = normal(flow.destination)
    return flow
  }

  private func normal(_ end: PolicyEnd) -> PolicyEnd {
    guard case .address(let address) = end, let pod = cluster.pod(at: address) else { return end }
    return .pod(pod.objectName)
  }

  private func flows(
    touchedBy policy: NetworkPolicy, _ sources: Set<PolicyEnd>, _ destinations: Set<PolicyEnd>,
    _ askedPorts: Set<Port>
  ) -> [PolicyFlow] {
    let subjects = cluster.pods(inNamespace: policy.metadata.namespace).filter {
      !$0.isFinished && policy.podSelector.matches($0.metadata.labels)
    }
    return policy.types.flatMap { direction in
      let others = direction == .ingress ? sources : destinations
      return subjects.flatMap { subject in
        others.flatMap { other in
          let (from, to): (PolicyEnd, PolicyEnd) =
            direction == .ingress
            ? (other, .pod(subject.objectName)) : (.pod(subject.objectName), other)
          return askedPorts.union(ports(of: to)).map {
            PolicyFlow(from: from, to: to, port: $0.number, transport: $0.transport)
          }
        }
      }
    }
  }

  /// The end itself and the pods whose labels no selector could tell from it.
  private func alike(_ end: PolicyEnd) -> [PolicyEnd] {
    guard case .pod(let name) = end, let pod = cluster.pod(name) else { return [end] }
    let labels = LabelSelector(matchLabels: Self.lastingLabels(pod))
    return [end]
      + cluster.pods(inNamespace: name.namespace).filter {
        !$0.isFinished && !labels.isEmpty && labels.matches($0.metadata.labels)
      }.map { .pod($0.objectName) }
  }

  private func ports(of end: PolicyEnd) -> Set<Port> {
    guard case .pod(let name) = end, let pod = cluster.pod(name) else { return [] }
    return Set(pod.ports.map { Port($0.containerPort, $0.transport) })
  }
}

private struct Port: Hashable {
  var number: UInt16
  var transport: TransportProtocol

  init(_ number: UInt16, _ transport: TransportProtocol) {
    self.number = number
    self.transport = transport
  }
}
