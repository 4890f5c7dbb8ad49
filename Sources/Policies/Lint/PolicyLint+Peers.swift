import Addressing
import Cluster

extension PolicyLint {
  func peerFindings(
    _ policy: NetworkPolicy, _ rule: PolicyRule, _ direction: PolicyDirection, _ path: String,
    _ subjects: [Pod]
  ) -> [LintFinding] {
    let list = direction == .ingress ? "from" : "to"
    var found: [LintFinding] = []
    for (place, peer) in rule.peers.enumerated() {
      let at = "\(path).\(list)[\(place)]"
      if case .ipBlock(let block) = peer { found += blockFindings(policy, block, at) }
      if let finding = emptyPeer(policy, peer, at) { found.append(finding) }
    }
    found += andOr(policy, rule, "\(path).\(list)")
    if direction == .ingress, let finding = scraper(policy, rule, "\(path).\(list)", subjects) {
      found.append(finding)
    }
    return found
  }

  private func blockFindings(
    _ policy: NetworkPolicy, _ block: IPBlock, _ path: String
  ) -> [LintFinding] {
    var found: [LintFinding] = []
    for (place, except) in block.except.enumerated()
    where !(block.cidr.contains(except) && except.length > block.cidr.length) {
      found.append(
        LintFinding(
          .exceptOutsideCIDR, "\(policy.objectName)", at: "\(path).ipBlock.except[\(place)]",
          "\(except) is no part of \(block.cidr) and takes nothing out of it",
          advice: "the API server refuses such a policy"))
    }
    for prefix in [block.cidr] + block.except where prefix.hasHostBits {
      found.append(
        LintFinding(
          .hostBits, "\(policy.objectName)", at: "\(path).ipBlock",
          "\(prefix) has host bits set and means \(prefix.canonical)",
          advice:
            "write \(prefix.canonical), or \(IPPrefix(host: prefix.address)) for the one address"))
    }
    return found
  }

  private func emptyPeer(
    _ policy: NetworkPolicy, _ peer: PolicyPeer, _ path: String
  ) -> LintFinding? {
    guard !cluster.pods.list.isEmpty else { return nil }
    let own = policy.metadata.namespace
    let (namespaces, pods): (LabelSelector?, LabelSelector) =
      switch peer {
      case .ipBlock: (nil, LabelSelector())
      case .pods(let pods): (nil, pods)
      case .namespaces(let namespaces): (namespaces, LabelSelector())
      case .podsIn(let namespaces, let pods): (namespaces, pods)
      }
    if case .ipBlock = peer { return nil }
    let matches = cluster.pods.list.contains { pod in
      guard !pod.isFinished, pods.matches(pod.metadata.labels) else { return false }
      guard let namespaces else { return pod.metadata.namespace == own }
      return namespaces.matches(cluster.namespaceLabels(pod.metadata.namespace))
    }
    guard !matches else { return nil }
    let elsewhere =
      namespaces == nil
      && cluster.pods.list.contains { !$0.isFinished && pods.matches($0.metadata.labels) }
    return LintFinding(
      .peerSelectsNothing, "\(policy.objectName)", at: path, "no pod matches \(peer)",
      advice: elsewhere
        ? "pods of other namespaces do: put a namespaceSelector beside the podSelector" : "")
  }

  /// A namespaceSelector followed by a podSelector in an entry of its own.
  private func andOr(
    _ policy: NetworkPolicy, _ rule: PolicyRule, _ path: String
  ) -> [LintFinding] {
    zip(rule.peers.indices, zip(rule.peers, rule.peers.dropFirst())).compactMap { place, pair in
      let (namespaces, pods): (LabelSelector, LabelSelector)
      switch pair {
      case (.namespaces(let first), .pods(let second)): (namespaces, pods) = (first, second)
      case (.pods(let first), .namespaces(let second)): (namespaces, pods) = (second, first)
      case _: return nil
      }
      guard !pods.isEmpty else { return nil }
      return LintFinding(
        .andOr, "\(policy.objectName)", at: "\(path)[\(place)], [\(place + 1)]",
        "two entries: all pods of namespaces \(namespaces), and pods \(pods) of namespace "
          + policy.metadata.namespace,
        advice:
          "for pods \(pods) of namespaces \(namespaces) only, put both selectors into one entry "
          + "(one dash)")
    }
  }

  /// Pods only, on a port that somebody scrapes.
  private func scraper(
    _ policy: NetworkPolicy, _ rule: PolicyRule, _ path: String, _ subjects: [Pod]
  ) -> LintFinding? {
    let everyPod = rule.peers.contains { peer in
      switch peer {
      case .namespaces(let namespaces): namespaces.isEmpty
      case .podsIn(let namespaces, let pods): namespaces.isEmpty && pods.isEmpty
      case .ipBlock, .pods: false
      }
    }
    let hasBlock = rule.peers.contains { if case .ipBlock = $0 { true } else { false } }
    guard everyPod, !hasBlock else { return nil }
    for pod in subjects {
      let ports = scraped.filter { $0.end == .pod(pod.objectName) }
      guard let port = ports.first(where: { holds(rule, $0, pod) }) else { continue }
      return LintFinding(
        .namespaceSelectorExcludesExternal, "\(policy.objectName)", at: path,
        "port \(port.port) of \(pod.objectName) is scraped, and namespaceSelector {} admits pods only: "
          + "no scraper outside the cluster or on the host network",
        advice: "for such a scraper add an ipBlock with its address")
    }
    return nil
  }

  private func holds(_ rule: PolicyRule, _ endpoint: TargetEndpoint, _ pod: Pod) -> Bool {
    rule.ports.isEmpty
      || rule.ports.contains { port in
        guard port.transport == endpoint.transport else { return false }
        switch port.port {
        case .all: return true
        case .number(let number): return number == endpoint.port
        case .range(let range): return range.contains(endpoint.port)
        case .name(let name):
          return pod.portNumbers(named: name, port.transport).contains(endpoint.port)
        }
      }
  }
}
