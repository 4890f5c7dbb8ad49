import Cluster

/// NetworkPolicies by what they select, so that a pod meets only those that may select it.
struct PolicyIndex: Sendable {
  private var byNamespace: [String: NamespacePolicies]

  init(_ policies: [NetworkPolicy]) {
    byNamespace = Dictionary(grouping: policies, by: \.metadata.namespace)
      .mapValues { NamespacePolicies($0) }
  }

  /// The policies that select `pod` and isolate it in `direction`, in the order they were recorded.
  func policies(isolating pod: Pod, _ direction: PolicyDirection) -> [NetworkPolicy] {
    byNamespace[pod.metadata.namespace]?.selecting(pod.metadata.labels) {
      $0.types.contains(direction)
    } ?? []
  }

  /// What tells the policies that isolate `pod` from those of other pods of its namespace: their
  /// places.
  func places(isolating pod: Pod, _ direction: PolicyDirection) -> [Int] {
    byNamespace[pod.metadata.namespace]?.places(selecting: pod.metadata.labels) {
      $0.types.contains(direction)
    } ?? []
  }

  /// The policy of a name.
  subscript(name: ObjectName) -> NetworkPolicy? {
    byNamespace[name.namespace]?[name.name]
  }

  /// Puts `policy` in the place of the one of its name, or adds it.
  mutating func replace(_ policy: NetworkPolicy) {
    byNamespace[policy.metadata.namespace, default: NamespacePolicies([])].replace(policy)
  }
}

/// The policies of one namespace by a label that each of them asks for.
private struct NamespacePolicies: Sendable {
  private(set) var all: [NetworkPolicy]
  private var byName: [String: Int] = [:]
  private var byLabel: [Label: [Int]] = [:]
  /// Those that ask for no label's value.
  private var others: [Int] = []

  private struct Label: Hashable {
    var key: String
    var value: String
  }

  init(_ policies: [NetworkPolicy]) {
    all = policies
    var uses: [Label: Int] = [:]
    for policy in policies {
      for label in Self.matched(policy) { uses[label, default: 0] += 1 }
    }
    for (place, policy) in policies.enumerated() {
      enter(place, under: Self.labels(of: policy) { uses[$0] ?? 0 })
    }
  }

  /// The policy of a name in this namespace.
  subscript(name: String) -> NetworkPolicy? { byName[name].map { all[$0] } }

  mutating func replace(_ policy: NetworkPolicy) {
    guard let place = byName[policy.metadata.name] else {
      let labels = Self.labels(of: policy) { byLabel[$0]?.count ?? 0 }
      all.append(policy)
      enter(all.count - 1, under: labels)
      return
    }
    let old = all[place]
    all[place] = policy
    guard old.podSelector != policy.podSelector else { return }
    self = NamespacePolicies(all)
  }

  private mutating func enter(_ place: Int, under labels: [Label]) {
    let name = all[place].metadata.name
    if byName[name] == nil { byName[name] = place }
    if labels.isEmpty { others.append(place) }
    for label in labels { byLabel[label, default: []].append(place) }
  }

  /// The labels to look a policy up by: its rarest one, for that leaves the fewest to look at.
  private static func labels(of policy: NetworkPolicy, uses: (Label) -> Int) -> [Label] {
    let rarest = matched(policy).min { (uses($0), $0.key) < (uses($1), $1.key) }
    return rarest.map { [$0] } ?? listed(policy)
  }

  func selecting(
    _ labels: [String: String], where condition: (NetworkPolicy) -> Bool
  ) -> [NetworkPolicy] {
    places(selecting: labels, where: condition).map { all[$0] }
  }

  func places(
    selecting labels: [String: String], where condition: (NetworkPolicy) -> Bool
  ) -> [Int] {
    var places = others
    if !byLabel.isEmpty {
      for (key, value) in labels { places += byLabel[Label(key: key, value: value)] ?? [] }
      if places.count > 1 { places.sort() }
    }
    places.removeAll { !condition(all[$0]) || !all[$0].podSelector.matches(labels) }
    return places
  }

  private static func matched(_ policy: NetworkPolicy) -> [Label] {
    policy.podSelector.matchLabels.map { Label(key: $0.key, value: $0.value) }
  }

  /// The labels of which one must be there: the first `In`.
  private static func listed(_ policy: NetworkPolicy) -> [Label] {
    for requirement in policy.podSelector.matchExpressions {
      guard case .in(let values) = requirement.condition else { continue }
      return Set(values).map { Label(key: requirement.key, value: $0) }
    }
    return []
  }
}
