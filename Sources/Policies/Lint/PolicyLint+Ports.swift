import Addressing
import Cluster

extension PolicyLint {
  func portFindings(
    _ policy: NetworkPolicy, _ rule: PolicyRule, _ direction: PolicyDirection, _ path: String,
    _ subjects: [Pod]
  ) -> [LintFinding] {
    let targets = direction == .ingress ? subjects : destinations(of: rule, policy)
    guard !targets.isEmpty, rule.ports.count <= 1000 else { return [] }
    return rule.ports.enumerated().compactMap { place, port in
      let at = "\(path).ports[\(place)]"
      switch port.port {
      case .all, .range: return nil
      case .name(let name): return unknownName(policy, name, port.transport, at, targets)
      case .number(let number):
        return servicePort(policy, number, port.transport, at, targets)
      }
    }
  }

  /// The pods that an egress rule leads to; none where it leads to addresses too.
  private func destinations(of rule: PolicyRule, _ policy: NetworkPolicy) -> [Pod] {
    guard !rule.peers.isEmpty else { return [] }
    return cluster.pods.list.filter { pod in
      guard !pod.isFinished, !pod.hostNetwork else { return false }
      return rule.peers.contains { peer in
        switch peer {
        case .ipBlock: return false
        case .pods(let pods):
          return pod.metadata.namespace == policy.metadata.namespace
            && pods.matches(pod.metadata.labels)
        case .namespaces(let namespaces):
          return namespaces.matches(cluster.namespaceLabels(pod.metadata.namespace))
        case .podsIn(let namespaces, let pods):
          return namespaces.matches(cluster.namespaceLabels(pod.metadata.namespace))
            && pods.matches(pod.metadata.labels)
        }
      }
    }
  }

  private func unknownName(
    _ policy: NetworkPolicy, _ name: String, _ transport: TransportProtocol, _ path: String,
    _ pods: [Pod]
  ) -> LintFinding? {
    if pods.contains(where: { !$0.portNumbers(named: name, transport).isEmpty }) { return nil }
    let others = Set(pods.flatMap(\.ports).compactMap { $0.name == name ? $0.transport : nil })
    let declared = Set(pods.flatMap(\.ports).compactMap(\.name)).sorted()
    let advice =
      others.isEmpty
      ? (declared.isEmpty
        ? "the pods name no port: write the number"
        : "they declare \(declared.joined(separator: ", "))")
      : "they declare it for \(others.map { $0.description.uppercased() }.sorted().joined(separator: ", "))"
    return LintFinding(
      .unknownPortName, "\(policy.objectName)", at: path,
      "no selected pod declares a \(transport.description.uppercased()) port named \"\(name)\", "
        + "so that it matches nothing", advice: advice)
  }

  /// A number that only a Service of these pods has.
  private func servicePort(
    _ policy: NetworkPolicy, _ number: UInt16, _ transport: TransportProtocol, _ path: String,
    _ pods: [Pod]
  ) -> LintFinding? {
    if pods.contains(where: { pod in
      pod.ports.contains { $0.containerPort == number && $0.transport == transport }
    }) {
      return nil
    }
    for service in cluster.services.list where !service.selector.isEmpty {
      let selector = LabelSelector(matchLabels: service.selector)
      guard
        let pod = pods.first(where: {
          $0.metadata.namespace == service.metadata.namespace
            && selector.matches($0.metadata.labels)
        }),
        let port = service.ports.first(where: {
          ($0.port == number || $0.nodePort == number) && $0.transport == transport
        })
      else { continue }
      let numbers = pod.numbers(port.targetPort, transport)
      guard !numbers.contains(number), let own = numbers.first else { continue }
      let whose = port.port == number ? "port" : "node port"
      return LintFinding(
        .servicePort, "\(policy.objectName)", at: path,
        "\(number) is the \(whose) of Service \(service.objectName); policies see the pod's own port, "
          + "\(own)", advice: "write \(own)")
    }
    return nil
  }
}
