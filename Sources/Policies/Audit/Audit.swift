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
      let endpoints = AuditedEndpoint.all(of: target, for: engine)
      for (source, end) in zip(sources, ends) {
        let row = Self.row(target, endpoints, source, end, engine, before)
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
    _ target: ScrapeTarget, _ endpoints: [AuditedEndpoint], _ source: PolicyEnd,
    _ end: ResolvedEnd, _ engine: PolicyEngine, _ before: PolicyEngine?
  ) -> AuditRow {
    var blocked: [BlockedEndpoint] = []
    var verdict = PolicyVerdict.allowed
    var decided: [Int: PolicyDecision?] = [:]
    for endpoint in endpoints {
      let decision: PolicyDecision?
      let isDecidedByKind = endpoint.isDecidedByKind(from: end, engine)
      if isDecidedByKind, let known = decided[endpoint.kind] {
        decision = known
      } else {
        let flow = endpoint.flow(from: end)
        decision = engine.allows(flow) ? nil : engine.judgement(flow)
        if isDecidedByKind { decided[endpoint.kind] = .some(decision) }
      }
      guard let decision else { continue }
      if verdict != .denied { verdict = decision.verdict }
      blocked.append(
        BlockedEndpoint(endpoint: endpoint.endpoint, decision: decision, kind: endpoint.kind))
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
