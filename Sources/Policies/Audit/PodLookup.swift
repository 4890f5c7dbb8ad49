import Cluster

/// Pods by namespace and label, to find those of a Service without looking at all.
struct PodLookup {
  private let pods: [Pod]
  private var byLabel: [Label: [Int]] = [:]
  private var byNamespace: [String: [Int]] = [:]

  private struct Label: Hashable {
    var namespace: String
    var key: String
    var value: String
  }

  /// The pods that can be scraped: those that have not ended.
  init(_ cluster: ClusterObjects) {
    pods = cluster.pods.list.filter { !$0.isFinished }
    for (place, pod) in pods.enumerated() {
      let namespace = pod.metadata.namespace
      byNamespace[namespace, default: []].append(place)
      for (key, value) in pod.metadata.labels {
        byLabel[Label(namespace: namespace, key: key, value: value), default: []].append(place)
      }
    }
  }

  /// The pods of a namespace that carry all of `labels`; none without labels.
  func pods(_ labels: [String: String], in namespace: String) -> [Pod] {
    let lists = labels.map {
      byLabel[Label(namespace: namespace, key: $0.key, value: $0.value)] ?? []
    }
    guard let shortest = lists.min(by: { $0.count < $1.count }) else { return [] }
    let selector = LabelSelector(matchLabels: labels)
    return shortest.map { pods[$0] }.filter { selector.matches($0.metadata.labels) }
  }

  /// The pods of these namespaces, nil for all, that a selector chooses.
  func pods(_ selector: LabelSelector, in namespaces: [String]?) -> [Pod] {
    guard let namespaces else { return pods.filter { selector.matches($0.metadata.labels) } }
    return namespaces.flatMap { namespace in
      (byNamespace[namespace] ?? []).map { pods[$0] }
    }.filter { selector.matches($0.metadata.labels) }
  }

  var all: [Pod] { pods }
}
