import Addressing
import Cluster

/// An endpoint of a target, looked up once for all sources.
struct AuditedEndpoint {
  let endpoint: TargetEndpoint
  let end: ResolvedEnd
  /// Endpoints of a target that no policy can tell apart, seen from an address, are of one kind.
  let kind: Int

  /// The connection of a scrape from `source`.
  func flow(from source: ResolvedEnd) -> ResolvedFlow {
    ResolvedFlow(
      source: source, destination: end, port: endpoint.port, transport: endpoint.transport)
  }

  /// Whether what is decided for one endpoint of this kind holds for this one: not where a policy of
  /// the source looks at the destination's address, nor where the pod's own node asks.
  func isDecidedByKind(from source: ResolvedEnd, _ engine: PolicyEngine) -> Bool {
    guard source.pod == nil, source.unknownPod == nil, let pod = end.pod else { return false }
    return engine.ownNode(of: pod, sending: source) == nil
  }

  /// The endpoints of `target`, in its order.
  static func all(of target: ScrapeTarget, for engine: PolicyEngine) -> [AuditedEndpoint] {
    var kinds: [Kind] = []
    return target.endpoints.map { endpoint in
      let end = ResolvedEnd(endpoint.end, in: engine.cluster)
      let kind = Kind(endpoint, end, engine)
      let known = kinds.firstIndex { $0.isLike(kind) }
      if known == nil { kinds.append(kind) }
      return AuditedEndpoint(endpoint: endpoint, end: end, kind: known ?? kinds.count - 1)
    }
  }
}

/// All that policies can look at from the side of the destination, but its address.
private struct Kind {
  let port: UInt16
  let transport: TransportProtocol
  let pod: Pod?
  let families: [IPFamily]
  let policies: [Int]

  init(_ endpoint: TargetEndpoint, _ end: ResolvedEnd, _ engine: PolicyEngine) {
    port = endpoint.port
    transport = endpoint.transport
    // Policies of the cluster choose by labels of their own: then every pod is a kind.
    let isJudged = end.selectablePod != nil && engine.cluster.clusterPolicies.list.isEmpty
    pod = isJudged ? end.pod : nil
    families = end.addresses.map(\.family)
    policies = pod.map { engine.index.places(isolating: $0, .ingress) } ?? []
  }

  func isLike(_ other: Kind) -> Bool {
    guard let pod, let otherPod = other.pod, port == other.port, transport == other.transport,
      policies == other.policies, families == other.families,
      pod.metadata.namespace == otherPod.metadata.namespace
    else { return false }
    return pod.containers == otherPod.containers || pod.ports == otherPod.ports
  }
}
