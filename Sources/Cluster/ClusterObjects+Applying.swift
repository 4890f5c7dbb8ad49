extension ClusterObjects {
  /// These objects with those of `others` applied: of the same kind and name replaced, others added.
  /// Where `others` has a name twice, the later one counts.
  public func applying(_ others: ClusterObjects) -> ClusterObjects {
    var changed = self
    changed.pods = pods.replacing(with: others.pods, by: \.objectName)
    changed.services = services.replacing(with: others.services, by: \.objectName)
    changed.endpoints = endpoints.replacing(with: others.endpoints, by: \.objectName)
    changed.endpointSlices = endpointSlices.replacing(with: others.endpointSlices, by: \.objectName)
    changed.nodes = nodes.replacing(with: others.nodes, by: \.objectName)
    changed.namespaces = namespaces.replacing(with: others.namespaces, by: \.objectName)
    changed.networkPolicies = networkPolicies.replacing(
      with: others.networkPolicies, by: \.objectName)
    changed.ingresses = ingresses.replacing(with: others.ingresses, by: \.objectName)
    changed.otherPolicies = otherPolicies.replacing(with: others.otherPolicies, by: \.identity)
    changed.clusterPolicies = clusterPolicies.replacing(with: others.clusterPolicies) {
      [$0.kind, $0.metadata.name]
    }
    changed.workloads = workloads.replacing(with: others.workloads) {
      [$0.kind, $0.metadata.namespace, $0.metadata.name]
    }
    changed.addressRanges = addressRanges.replacing(with: others.addressRanges, by: \.identity)
    changed.monitors = monitors.replacing(with: others.monitors, by: \.identity)
    changed.problems += others.problems
    return changed
  }
}

extension RawObject {
  fileprivate var identity: [String] { [kind, metadata.namespace, metadata.name] }
}

extension Presence {
  fileprivate func replacing<Element, Key: Hashable>(
    with others: Presence<[Element]>, by key: (Element) -> Key
  ) -> Presence<[Element]> where Value == [Element] {
    guard case .present(let others) = others else { return self }
    var last: [Key: Int] = [:]
    for (place, element) in others.enumerated() { last[key(element)] = place }
    let kept = others.enumerated().filter { last[key($1)] == $0 }.map(\.element)
    return .present(list.filter { last[key($0)] == nil } + kept)
  }
}
