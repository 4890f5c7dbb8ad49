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
    let ends = sources.map { [Seen($0, in: engine.cluster)] }
    for target in targets {
      let endpoints = AuditedEndpoint.all(of: target, for: engine)
      for (source, own) in zip(sources, ends) {
        let seen = engine.seenSources(of: source, at: target)
        let ends = seen.map { $0.map { Seen($0.end, in: engine.cluster) } } ?? own
        var row = Self.row(target, endpoints, source, ends, engine, before)
        if let seen { row.seen = seen }
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

  /// A source as policies see it.
  private struct Seen {
    let end: PolicyEnd
    let resolved: ResolvedEnd

    init(_ end: PolicyEnd, in cluster: ClusterObjects) {
      self.end = end
      resolved = ResolvedEnd(end, in: cluster)
    }
  }

  /// A row for a source that policies may see as any of `ends`: undecided where these differ.
  private static func row(
    _ target: ScrapeTarget, _ endpoints: [AuditedEndpoint], _ source: PolicyEnd,
    _ ends: [Seen], _ engine: PolicyEngine, _ before: PolicyEngine?
  ) -> AuditRow {
    let judged = ends.map { judge(endpoints, $0, engine) }
    let verdicts = Set(judged.map(\.verdict))
    return AuditRow(
      target: target, source: source, seen: [SeenSource(source, .asSent)],
      verdict: verdicts.count == 1 ? verdicts.first ?? .undecided : .undecided,
      blocked: judged.flatMap(\.blocked), before: Self.before(target, source, before))
  }

  private static func judge(
    _ endpoints: [AuditedEndpoint], _ seen: Seen, _ engine: PolicyEngine
  ) -> (verdict: PolicyVerdict, blocked: [BlockedEndpoint]) {
    var blocked: [BlockedEndpoint] = []
    var verdict = PolicyVerdict.allowed
    var decided: [Int: PolicyDecision?] = [:]
    let end = seen.resolved
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
        BlockedEndpoint(
          endpoint: endpoint.endpoint, source: seen.end, decision: decision, kind: endpoint.kind))
    }
    return (verdict, blocked)
  }

  private static func before(
    _ target: ScrapeTarget, _ source: PolicyEnd, _ engine: PolicyEngine?
  ) -> AuditRow.Before {
    guard let engine else { return .unknown }
    var worst = PolicyVerdict.allowed
    var found = target.endpoints.isEmpty
    let seen = engine.seenSources(of: source, at: target)?.map(\.end) ?? [source]
    for end in seen.map({ ResolvedEnd($0, in: engine.cluster) }) {
      for endpoint in target.endpoints {
        if case .pod(let name) = endpoint.end, engine.cluster.pod(name) == nil { continue }
        found = true
        let flow = ResolvedFlow(from: end, to: endpoint, in: engine.cluster)
        let verdict = engine.allows(flow) ? .allowed : engine.judgement(flow).verdict
        if worst != .denied, verdict != .allowed { worst = verdict }
      }
    }
    return found ? .judged(worst) : .absent
  }
}

extension PolicyEngine {
  /// Who policies may see of a scrape by an outer address of a Service; nil where `target` is none.
  func seenSources(of source: PolicyEnd, at target: ScrapeTarget) -> [SeenSource]? {
    guard let entrance = target.entrance, let service = cluster.service(entrance.service) else {
      return nil
    }
    let seen = seenSources(of: source, through: service, by: entrance.door)
    return seen.isEmpty ? nil : seen
  }
}
