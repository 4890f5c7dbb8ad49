public import Cluster

/// Which targets the policies of a cluster cut off from which sources.
public struct Audit: Sendable {
  /// The sources, in the order they were named.
  public let sources: [PolicyEnd]
  /// A row for each scraped target and source.
  public private(set) var rows: [AuditRow] = []
  /// Rows of other ports of Services that a source cannot reach.
  public private(set) var otherPorts: [AuditRow] = []
  /// What decided.
  public let engine: PolicyEngine

  /// Holds `targets` of `cluster` against its policies; `before` is the cluster without an install.
  public init(
    _ targets: [ScrapeTarget], of cluster: ClusterObjects, from sources: [PolicyEnd],
    before: ClusterObjects? = nil
  ) {
    self.init(
      targets, engine: PolicyEngine(cluster), from: sources, before: before.map(PolicyEngine.init))
  }

  init(
    _ targets: [ScrapeTarget], engine: PolicyEngine, from sources: [PolicyEnd],
    before: PolicyEngine? = nil
  ) {
    self.sources = sources
    self.engine = engine
    let ends = sources.map { ResolvedEnd($0, in: engine.cluster) }
    for target in targets {
      for (source, end) in zip(sources, ends) {
        let row = Self.row(target, source, end, engine, before)
        if target.isScraped {
          rows.append(row)
        } else if row.verdict != .allowed {
          otherPorts.append(row)
        }
      }
    }
  }

  /// The rows that are not allowed.
  public var blockedRows: [AuditRow] { rows.filter { $0.verdict != .allowed } }

  /// The rows that an install made unreachable.
  public var lostRows: [AuditRow] { rows.filter(\.isLost) }

  private static func row(
    _ target: ScrapeTarget, _ source: PolicyEnd, _ end: ResolvedEnd, _ engine: PolicyEngine,
    _ before: PolicyEngine?
  ) -> AuditRow {
    var blocked: [BlockedEndpoint] = []
    var verdict = PolicyVerdict.allowed
    for endpoint in target.endpoints {
      let flow = ResolvedFlow(from: end, to: endpoint, in: engine.cluster)
      if engine.allows(flow) { continue }
      let decision = engine.decision(flow, like: blocked.last)
      if verdict != .denied { verdict = decision.verdict }
      blocked.append(BlockedEndpoint(endpoint: endpoint, decision: decision))
    }
    return AuditRow(
      target: target, source: source, verdict: verdict, blocked: blocked,
      before: Self.before(target, source, before))
  }

  private static func before(
    _ target: ScrapeTarget, _ source: PolicyEnd, _ engine: PolicyEngine?
  ) -> AuditRow.Before {
    guard let engine else { return .unknown }
    var worst = PolicyVerdict.allowed
    var found = target.endpoints.isEmpty
    let end = ResolvedEnd(source, in: engine.cluster)
    for endpoint in target.endpoints {
      if case .pod(let name) = endpoint.end, engine.cluster.pod(name) == nil { continue }
      found = true
      let flow = ResolvedFlow(from: end, to: endpoint, in: engine.cluster)
      let verdict = engine.allows(flow) ? .allowed : engine.judgement(flow).verdict
      if worst != .denied, verdict != .allowed { worst = verdict }
    }
    return found ? .judged(worst) : .absent
  }
}

extension PolicyEngine {
  /// The decision on a flow that is not allowed. Pods behind the same policies, on the same port, are
  /// denied alike: the decision on the one before is taken then.
  fileprivate func decision(_ flow: ResolvedFlow, like other: BlockedEndpoint?) -> PolicyDecision {
    guard let other, other.endpoint.port == flow.port, other.endpoint.transport == flow.transport,
      cluster.clusterPolicies.list.isEmpty, case .denied(_, let names, _) = other.decision.ingress,
      other.decision.egress.allowed, flow.source.pod == nil, let pod = flow.destination.pod,
      policies(isolating: pod, .ingress).elementsEqual(names, by: { $0.objectName == $1 })
    else { return judgement(flow) }
    return other.decision
  }
}
