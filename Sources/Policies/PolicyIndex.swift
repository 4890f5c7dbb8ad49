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

  /// The policy of a name.
  subscript(name: ObjectName) -> NetworkPolicy? {
    byNamespace[name.namespace]?.all.first { $0.metadata.name == name.name }
  }

  /// The names of the policies of a namespace.
  func names(in namespace: String) -> Set<String> {
    Set(byNamespace[namespace]?.all.map(\.metadata.name) ?? [])
  }

  /// Puts `policy` in the place of the one of its name, or adds it.
  mutating func replace(_ policy: NetworkPolicy) {
    let namespace = policy.metadata.namespace
    var all = byNamespace[namespace]?.all ?? []
    if let place = all.firstIndex(where: { $0.objectName == policy.objectName }) {
      all[place] = policy
    } else {
      all.append(policy)
    }
    byNamespace[namespace] = NamespacePolicies(all)
  }
}

/// The policies of one namespace by a label that each of them asks for.
private struct NamespacePolicies: Sendable {
  let all: [NetworkPolicy]
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
      // The rarest label leaves the fewest policies to look at.
      let rarest = Self.matched(policy).min {
        (uses[$0] ?? 0, $0.key) < (uses[$1] ?? 0, $1.key)
      }
      let labels = rarest.map { [$0] } ?? Self.listed(policy)
      if labels.isEmpty { others.append(place) }
      for label in labels { byLabel[label, default: []].append(place) }
    }
  }

  func selecting(
    _ labels: [String: String], where condition: (NetworkPolicy) -> Bool
  ) -> [NetworkPolicy] {
    var places = others
    if !byLabel.isEmpty {
      for (key, value) in labels { places += byLabel[Label(key: key, value: value)] ?? [] }
      if places.count > 1 { places.sort() }
    }
    return places.compactMap { place in
      let policy = all[place]
      return condition(policy) && policy.podSelector.matches(labels) ? policy : nil
    }
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
