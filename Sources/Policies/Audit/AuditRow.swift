import Cluster

/// What policies say of one target for one source.
public struct AuditRow: Sendable, Hashable {
  /// The target.
  public var target: ScrapeTarget
  /// Who would scrape it.
  public var source: PolicyEnd
  /// Who policies may see in its place; only the source itself where nothing translates it.
  public var seen: [SeenSource]
  /// The worst of its endpoints.
  public var verdict: PolicyVerdict
  /// The endpoints that are not allowed, with the decision on the first of each policy.
  public var blocked: [BlockedEndpoint]
  /// What was said before, where there was a before.
  public var before: Before

  /// What was said of the target before an install.
  public enum Before: Sendable, Hashable {
    /// Nobody knows how it was.
    case unknown
    /// The target was not there.
    case absent
    case judged(PolicyVerdict)
  }

  /// Whether the target was to be reached before, and is not any more.
  public var isLost: Bool { before == .judged(.allowed) && verdict != .allowed }

  /// Whether the target is to be reached, and was not before.
  public var isGained: Bool {
    if case .judged(let old) = before { old != .allowed && verdict == .allowed } else { false }
  }

  /// The policies that deny, each once.
  public var policies: [String] {
    var names: [String] = []
    var seen = Set<Int>()
    for endpoint in blocked where seen.insert(endpoint.kind).inserted {
      for name in endpoint.decision.denyingPolicies where !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }
}

/// One endpoint that a source cannot reach.
public struct BlockedEndpoint: Sendable, Hashable {
  /// The endpoint.
  public var endpoint: TargetEndpoint
  /// Who policies see.
  public var source: PolicyEnd
  /// What denies it.
  public var decision: PolicyDecision
  /// Endpoints of one target that no policy can tell apart are of one kind.
  let kind: Int
}

extension PolicyDecision {
  /// The policies that deny, as text; what is open where nothing denies.
  public var denyingPolicies: [String] {
    [ingress, egress].filter { !$0.allowed }.flatMap { direction -> [String] in
      switch direction {
      case .ruled(_, _, let rule, _): ["\(rule.kind) \(rule.policy)"]
      case .undecided(_, let questions): questions.map(\.description)
      case .exempt, .notIsolated, .admitted, .denied: direction.isolatedBy.map(\.description)
      }
    }
  }
}
