import Cluster

/// The cluster-wide policies in the order they are asked, before and after NetworkPolicies.
struct PolicyTiers: Sendable {
  private let admin: [ClusterPolicy]
  private let baseline: [ClusterPolicy]

  init(_ policies: [ClusterPolicy]) {
    // An AdminNetworkPolicy and a ClusterNetworkPolicy of one priority: in the order of their names.
    let ordered = policies.sorted {
      ($0.priority, $0.metadata.name) < ($1.priority, $1.metadata.name)
    }
    admin = ordered.filter { $0.tier == .admin }
    baseline = ordered.filter { $0.tier == .baseline }
  }

  var policies: [ClusterPolicy] { admin + baseline }

  var isEmpty: Bool { admin.isEmpty && baseline.isEmpty }

  /// Asks the admin tier, the NetworkPolicies and the baseline tier.
  func decision(
    _ matcher: ClusterRuleMatcher, _ cluster: ClusterObjects, _ isolatedBy: [ObjectName],
    networkPolicies: () -> DirectionDecision
  ) -> DirectionDecision {
    let pod = matcher.subject.objectName
    func next(_ verdict: TierVerdict, otherwise: () -> DirectionDecision) -> DirectionDecision {
      switch verdict {
      case .passed: return otherwise()
      case .decided(let rule):
        return .ruled(
          pod: pod, isolatedBy: isolatedBy, by: rule, accepted: rule.action == .accept)
      case .open(let question, let other, let rest):
        let without = next(rest, otherwise: otherwise)
        let with = next(other, otherwise: otherwise)
        if with.allowed == without.allowed, !with.isUndecided, !without.isUndecided {
          return without
        }
        return .undecided(pod: pod, because: [question] + without.openQuestions)
      }
    }
    return next(verdict(admin[...], matcher, cluster)) {
      let inner = networkPolicies()
      guard case .notIsolated = inner else { return inner }
      return next(verdict(baseline[...], matcher, cluster)) { inner }
    }
  }

  private func verdict(
    _ policies: ArraySlice<ClusterPolicy>, _ matcher: ClusterRuleMatcher,
    _ cluster: ClusterObjects
  ) -> TierVerdict {
    for (place, policy) in zip(policies.indices, policies)
    where matcher.selects(policy, cluster) {
      let own = verdict(policy.rules(matcher.direction)[...], policy, matcher, cluster)
      switch own {
      case .none: continue
      case .some(let first):
        return first.continued {
          verdict(policies[(place + 1)...], matcher, cluster)
        } contradicted: { rule in
          contradiction(of: rule, policies[(place + 1)...], matcher, cluster)
        }
      }
    }
    return .passed(nil)
  }

  /// What the rules of one policy say; nil where none holds.
  private func verdict(
    _ rules: ArraySlice<ClusterPolicyRule>, _ policy: ClusterPolicy,
    _ matcher: ClusterRuleMatcher, _ cluster: ClusterObjects
  ) -> RulesVerdict? {
    for (place, rule) in zip(rules.indices, rules) {
      var found = ClusterAdmission(
        kind: policy.kind, policy: policy.metadata.name, tier: policy.tier,
        priority: policy.priority, direction: matcher.direction, rule: place, name: rule.name,
        peer: nil, action: rule.action)
      switch matcher.outcome(rule, cluster) {
      case .none: continue
      case .matched(let peer):
        found.peer = peer
        // A rule that fails closed denies, whatever it says.
        if peer == nil { found.action = .deny }
        return .holds(found)
      case .depends(let names, let peer):
        found.peer = peer
        let rest = verdict(rules[(place + 1)...], policy, matcher, cluster)
        return .depends(found, names, rest: rest)
      }
    }
    return nil
  }

  /// A rule of another policy of the same priority that says the opposite of `rule`.
  private func contradiction(
    of rule: ClusterAdmission, _ later: ArraySlice<ClusterPolicy>,
    _ matcher: ClusterRuleMatcher, _ cluster: ClusterObjects
  ) -> ClusterAdmission? {
    for policy in later {
      guard policy.priority == rule.priority else { return nil }
      guard policy.kind == rule.kind, matcher.selects(policy, cluster),
        case .holds(let other)? = verdict(
          policy.rules(matcher.direction)[...], policy, matcher, cluster),
        other.action != rule.action
      else { continue }
      return other
    }
    return nil
  }
}

/// What the rules of one policy say.
private indirect enum RulesVerdict {
  case holds(ClusterAdmission)
  case depends(ClusterAdmission, [String], rest: RulesVerdict?)

  /// The verdict of the tier, where `next` is what the policies after this one say.
  func continued(
    by next: () -> TierVerdict, contradicted: (ClusterAdmission) -> ClusterAdmission?
  ) -> TierVerdict {
    switch self {
    case .holds(let rule):
      let sure: TierVerdict = rule.action == .pass ? .passed(rule) : .decided(rule)
      guard let other = contradicted(rule) else { return sure }
      let opposite: TierVerdict = other.action == .pass ? .passed(other) : .decided(other)
      return .open(.equalPriority(rule, other), opposite, rest: sure)
    case .depends(let rule, let names, let rest):
      let without = rest?.continued(by: next, contradicted: contradicted) ?? next()
      let with: TierVerdict = rule.action == .pass ? .passed(rule) : .decided(rule)
      return .open(.domainNames(rule, names), with, rest: without)
    }
  }
}

/// What one tier says.
private indirect enum TierVerdict {
  /// Nothing, or to ask the next tier.
  case passed(ClusterAdmission?)
  case decided(ClusterAdmission)
  /// One of two, by an open question.
  case open(OpenQuestion, TierVerdict, rest: TierVerdict)
}
