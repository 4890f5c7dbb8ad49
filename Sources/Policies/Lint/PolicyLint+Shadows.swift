import Addressing
import Cluster

extension PolicyLint {
  /// Rules that another one holds already, and blocks within a block beside them.
  func shadowFindings(
    _ policy: NetworkPolicy, _ direction: PolicyDirection
  ) -> [LintFinding] {
    let rules = policy.rules(direction)
    let section = direction.rawValue.lowercased()
    let list = direction == .ingress ? "from" : "to"
    guard rules.count <= 200 else { return [] }
    var found: [LintFinding] = []
    for (place, rule) in rules.enumerated() {
      let broader = rules.enumerated().first { other, candidate in
        other != place && candidate.holds(rule) && (!rule.holds(candidate) || other < place)
      }
      if let broader {
        found.append(
          LintFinding(
            .shadowed, "\(policy.objectName)", at: "\(section)[\(place)]",
            "\(section)[\(broader.offset)] admits all that this rule does",
            advice: "remove the one that is not meant"))
      }
      found += shadowedPeers(policy, rule, "\(section)[\(place)].\(list)")
    }
    return found + shadowedByOthers(policy, direction)
  }

  private func shadowedPeers(
    _ policy: NetworkPolicy, _ rule: PolicyRule, _ path: String
  ) -> [LintFinding] {
    guard rule.peers.count <= 200 else { return [] }
    return rule.peers.enumerated().compactMap { place, peer in
      let broader = rule.peers.enumerated().first { other, candidate in
        other != place && candidate.holds(peer) && (!peer.holds(candidate) || other < place)
      }
      return broader.map {
        LintFinding(
          .shadowed, "\(policy.objectName)", at: "\(path)[\(place)]",
          "\($0.element) (\(path)[\($0.offset)]) admits all that \(peer) does",
          advice: "remove the one that is not meant")
      }
    }
  }

  /// Another policy for the same pods that admits everyone to everything.
  private func shadowedByOthers(
    _ policy: NetworkPolicy, _ direction: PolicyDirection
  ) -> [LintFinding] {
    guard !policy.rules(direction).isEmpty else { return [] }
    let open = cluster.networkPolicies.list.first { other in
      other.objectName != policy.objectName
        && other.metadata.namespace == policy.metadata.namespace
        && other.types.contains(direction)
        && (other.podSelector.isEmpty || other.podSelector == policy.podSelector)
        && other.rules(direction).contains { $0.peers.isEmpty && $0.ports.isEmpty }
        && !policy.rules(direction).contains { $0.peers.isEmpty && $0.ports.isEmpty }
    }
    guard let open else { return [] }
    let section = direction.rawValue.lowercased()
    return [
      LintFinding(
        .shadowed, "\(policy.objectName)", at: section,
        "\(open.objectName) admits everything for the same pods, and policies add up",
        advice: "remove the one that is not meant")
    ]
  }
}

extension PolicyRule {
  /// Whether this rule surely admits all that `other` does.
  fileprivate func holds(_ other: PolicyRule) -> Bool {
    let peersHold =
      peers.isEmpty
      || !other.peers.isEmpty
        && other.peers.allSatisfy { peer in peers.contains { $0.holds(peer) } }
    let portsHold =
      ports.isEmpty
      || !other.ports.isEmpty
        && other.ports.allSatisfy { port in ports.contains { $0.holds(port) } }
    return peersHold && portsHold
  }
}

extension PolicyPeer {
  /// Whether this peer surely holds all that `other` does.
  fileprivate func holds(_ other: PolicyPeer) -> Bool {
    switch (self, other) {
    case (.ipBlock(let own), .ipBlock(let block)):
      own.except.isEmpty ? own.cidr.contains(block.cidr) : own == block
    case (.pods(let own), .pods(let pods)): own.isEmpty || own == pods
    case (.namespaces(let own), .namespaces(let spaces)),
      (.namespaces(let own), .podsIn(let spaces, _)):
      own.isEmpty || own == spaces
    case (.namespaces(let own), .pods): own.isEmpty
    case (.podsIn(let ownSpaces, let ownPods), .podsIn(let spaces, let pods)):
      (ownSpaces.isEmpty || ownSpaces == spaces) && (ownPods.isEmpty || ownPods == pods)
    case (.podsIn(let ownSpaces, let ownPods), .namespaces(let spaces)):
      (ownSpaces.isEmpty || ownSpaces == spaces) && ownPods.isEmpty
    case (.podsIn(let ownSpaces, let ownPods), .pods(let pods)):
      ownSpaces.isEmpty && (ownPods.isEmpty || ownPods == pods)
    case (.ipBlock, .pods), (.ipBlock, .namespaces), (.ipBlock, .podsIn), (.pods, .ipBlock),
      (.pods, .namespaces), (.pods, .podsIn), (.namespaces, .ipBlock), (.podsIn, .ipBlock):
      false
    }
  }
}

extension PolicyPort {
  /// Whether this entry surely holds all that `other` does.
  fileprivate func holds(_ other: PolicyPort) -> Bool {
    guard transport == other.transport else { return false }
    switch (port, other.port) {
    case (.all, _): return true
    case (.range(let own), .range(let range)):
      return own.first <= range.first && range.last <= own.last
    case (.range(let own), .number(let number)): return own.contains(number)
    case (.number, _), (.name, _), (.range, .all), (.range, .name): return port == other.port
    }
  }
}
