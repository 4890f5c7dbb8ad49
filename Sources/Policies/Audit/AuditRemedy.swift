public import Cluster

/// The smallest changes that admit every blocked row of an audit, taken together.
public struct AuditRemedy: Sendable {
  /// The policies to apply, each whole and in its final form.
  public var policies: [NetworkPolicy]
  /// For each blocked row, what changes.
  public var changes: [Change]
  /// Rows that no NetworkPolicy can open, with what stands against it.
  public var hopeless: [AuditRow]
  /// The same audit with the changes made.
  public var audit: Audit
  /// What else the changes admit.
  public var proof: PatchProof

  /// What is changed for one row.
  public struct Change: Sendable, Hashable {
    /// The target's name.
    public var target: String
    /// The source.
    public var source: PolicyEnd
    /// The changes, in words.
    public var words: [String]
  }

  /// The manifests that `kubectl apply -f -` takes.
  public var manifest: String { policies.map(\.manifest).joined(separator: "---\n") }
}

/// Whether a policy that is there is changed, or a new one added.
public enum PatchStyle: String, Sendable, CaseIterable {
  case patch
  case new
}

extension Audit {
  /// The smallest changes that admit every blocked row; nil where nothing is blocked.
  public func remedy(_ style: PatchStyle) -> AuditRemedy? {
    let blocked = blockedRows
    guard !blocked.isEmpty else { return nil }
    var engine = engine
    var changes: [AuditRemedy.Change] = []
    var hopeless: [AuditRow] = []
    var changed: [ObjectName: NetworkPolicy] = [:]
    var order: [ObjectName] = []
    var asked: [PolicyFlow] = []
    // What an earlier row changed in the same policy for the same source opens a later one too.
    var earlier: [EarlierKey: [String]] = [:]
    for row in blocked {
      var words: [String] = []
      var opened = Set<Opened>()
      var end = ResolvedEnd(row.source, in: engine.cluster)
      var seen = row.source
      for endpoint in row.blocked {
        if seen != endpoint.source {
          seen = endpoint.source
          end = ResolvedEnd(seen, in: engine.cluster)
        }
        let flow = PolicyFlow(
          from: endpoint.source, to: endpoint.endpoint.end, port: endpoint.endpoint.port,
          transport: endpoint.endpoint.transport)
        asked.append(flow)
        // What admits the source to one endpoint of a kind admits it to all of them.
        let kind = Opened(kind: endpoint.kind, source: endpoint.source)
        if !opened.insert(kind).inserted, end.pod == nil { continue }
        if engine.allows(ResolvedFlow(from: end, to: endpoint.endpoint, in: engine.cluster)) {
          continue
        }
        for patch in engine.patches(for: flow, style) {
          engine.replace(patch.policy)
          let name = patch.policy.objectName
          if changed.updateValue(patch.policy, forKey: name) == nil { order.append(name) }
          if !words.contains(patch.words) { words.append(patch.words) }
        }
      }
      let keys = row.policies.map { EarlierKey(policy: $0, source: row.source) }
      if words.isEmpty {
        for word in keys.flatMap({ earlier[$0] ?? [] }) where !words.contains(word) {
          words.append(word)
        }
      } else {
        for key in keys { earlier[key, default: []] += words }
      }
      if words.isEmpty { hopeless.append(row) }
      changes.append(.init(target: row.target.name, source: row.source, words: words))
    }
    let targets = Self.unique(blocked.map(\.target))
    let policies = order.compactMap { changed[$0] }
    let audit = Audit(targets, engine: engine, from: sources)
    return AuditRemedy(
      policies: policies, changes: changes, hopeless: hopeless, audit: audit,
      proof: self.engine.proof(
        of: policies, by: engine, for: asked, admitsAsked: audit.blockedRows.isEmpty))
  }

  private struct Opened: Hashable {
    var kind: Int
    var source: PolicyEnd
  }

  private struct EarlierKey: Hashable {
    var policy: String
    var source: PolicyEnd
  }

  private static func unique(_ targets: [ScrapeTarget]) -> [ScrapeTarget] {
    var seen = Set<String>()
    return targets.filter { seen.insert($0.name).inserted }
  }
}

extension PolicyEngine {
  /// One change for each direction that denies `flow`.
  func patches(for flow: PolicyFlow, _ style: PatchStyle) -> [MinimalPatch] {
    let decision = judgement(ResolvedFlow(flow, in: cluster))
    return [
      patch(flow, .ingress, decision.ingress, style), patch(flow, .egress, decision.egress, style),
    ].compactMap { $0 }
  }
}
