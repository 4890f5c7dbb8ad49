import Addressing
import Cluster
import Firewall
import Policies
import Simulation
import Snapshots

/// The end of a way at the rule by which a policy engine refuses what no policy admits.
struct PolicyRefusal {
  /// The pod's chain.
  var place: ChainPlace
  /// The refusing rule in it, or the first of the rules that only belong to it (logging).
  var position: Int
  /// Who wrote the chain.
  var engine: Engine
  /// The pod whose chain it is, as the chain's rules name it.
  var chainPod: ObjectName?
  /// The policies that the chain asks, in order; nil for one whose name nobody knows.
  var asks: [PolicyChain]

  enum Engine: String {
    case kubeRouter = "kube-router"
    case calico = "Calico"
  }

  /// A policy's chain that the pod's chain jumps to.
  struct PolicyChain {
    var chain: String
    var policy: ObjectName?
    /// The position of the jump.
    var position: Int
  }
}

extension Case {
  /// The refusal that ended the way, nil where something else did.
  var policyRefusal: PolicyRefusal? {
    guard decider.kind == .rule, let place = ChainPlace(decider), let position = decider.position,
      let rules = snapshot.chain(place)?.rules, rules.indices.contains(position - 1),
      rules[position - 1].blocks
    else { return nil }
    if place.chain.hasPrefix("KUBE-POD-FW-") {
      return kubeRouterRefusal(place, position, rules)
    }
    if place.chain.hasPrefix("cali-tw-") || place.chain.hasPrefix("cali-fw-") {
      let asks = rules.prefix(position).enumerated().compactMap { index, rule in
        rule.callee.flatMap { callee in
          callee.hasPrefix("cali-p") && !callee.hasPrefix("cali-pr")
            ? PolicyRefusal.PolicyChain(
              chain: callee, policy: calicoPolicy(place.sibling(callee)), position: index + 1)
            : nil
        }
      }
      return PolicyRefusal(
        place: place, position: position, engine: .calico, chainPod: pod?.objectName, asks: asks)
    }
    return nil
  }

  private func kubeRouterRefusal(
    _ place: ChainPlace, _ position: Int, _ rules: [IPTablesRule]
  ) -> PolicyRefusal {
    var first = position
    while first > 1, case .extension(let target) = rules[first - 2].target,
      target is NflogTarget
    {
      first -= 1
    }
    var named: ObjectName?
    if case .pod(let pod)? = names[place.chain] { named = pod }
    let asks = rules.prefix(position).enumerated().compactMap {
      index, rule -> PolicyRefusal.PolicyChain? in
      guard let callee = rule.callee, callee.hasPrefix("KUBE-NWPLCY-") else { return nil }
      var policy: ObjectName?
      if case .policy(let name)? = names[callee] { policy = name }
      return PolicyRefusal.PolicyChain(chain: callee, policy: policy, position: index + 1)
    }
    return PolicyRefusal(
      place: place, position: first, engine: .kubeRouter, chainPod: named, asks: asks)
  }

  /// `Policy default/knp.default.allow-prometheus ingress` in the comments of Felix's chain.
  private func calicoPolicy(_ place: ChainPlace) -> ObjectName? {
    for rule in snapshot.chain(place)?.rules ?? [] {
      for comment in rule.all(CommentMatch.self).map(\.comment) where comment.hasPrefix("Policy ") {
        let words = comment.split(separator: " ")
        guard words.count > 1, let slash = words[1].firstIndex(of: "/") else { continue }
        let name = words[1][words[1].index(after: slash)...]
        let bare = name.hasPrefix("knp.default.") ? name.dropFirst("knp.default.".count) : name
        return ObjectName(namespace: String(words[1][..<slash]), name: String(bare))
      }
    }
    return nil
  }
}

extension Case {
  /// The changes by which the refusing engine would follow `policy`, which admits more than before.
  func following(_ policy: NetworkPolicy, _ direction: PolicyDirection = .ingress) -> [Change] {
    guard let refusal = policyRefusal else { return [.putPolicy(policy)] }
    let rules = PolicyRules(
      policy: policy, direction: direction, family: flow.destination.family, cluster: cluster)
    return [.putPolicy(policy)] + rules.changes(in: refusal.place, before: refusal.position)
  }

  /// The denial that the refusal enforces: the direction and what the policies say of it. With the source as the
  /// pod's node sees it.
  var denial: (direction: PolicyDirection, decision: DirectionDecision)? {
    guard policyRefusal != nil, let decision = asSeen else { return nil }
    if !decision.egress.allowed { return (.egress, decision.egress) }
    if !decision.ingress.allowed { return (.ingress, decision.ingress) }
    return nil
  }

  /// The set match of a policy's chain, in words, with its members counted.
  func peerEvidence(_ refusal: PolicyRefusal) -> [Evidence] {
    var found: [Evidence] = []
    for ask in refusal.asks {
      let place = refusal.place.sibling(ask.chain)
      let rules = snapshot.chain(place)?.rules ?? []
      for (index, rule) in rules.enumerated() where rule.isMarking {
        found.append(
          Evidence(
            .rule, host: place.host,
            at: "\(place.backend.rawValue) \(place.table)/\(place.chain)#\(index + 1)",
            rule.text(inChain: place.chain)))
        for match in rule.all(SetMatch.self) where match.set.contains("KUBE-SRC-") {
          found += setEvidence(match.set, on: place.host)
        }
      }
    }
    var unique: [Evidence] = []
    for evidence in found where !unique.contains(evidence) { unique.append(evidence) }
    return Array(unique.prefix(12))
  }

  private func setEvidence(_ name: String, on host: String) -> [Evidence] {
    guard let set = snapshot[host: host]?.ipsets.value?[name] else { return [] }
    let meaning = names[name].map { "\($0)" } ?? set.kind.name
    let members = set.memberTexts
    let held = members.contains { Self.member($0, holds: arrival.source) }
    let count = members.count == 1 ? "1 member" : "\(members.count) members"
    let list = members.count <= 4 && !members.isEmpty ? " (\(members.joined(separator: ", ")))" : ""
    let none = members.count == 1 ? "which is not" : "none is"
    let verdict = held ? "\(arrival.source) is in it" : "\(none) \(arrival.source)"
    return [
      Evidence(.set, host: host, at: name, "\(meaning): \(count)\(list), \(verdict)")
    ]
  }

  private static func member(_ text: String, holds address: IPAddress) -> Bool {
    let word = text.split(separator: " ").first ?? ""
    return IPPrefix(parsing: word).map { $0.contains(address) } ?? false
  }
}

extension IPTablesRule {
  /// Whether it sets the mark by which a policy admits.
  var isMarking: Bool {
    guard case .extension(let target) = target, let mark = target as? MarkTarget else {
      return false
    }
    return mark.value & 0x10000 != 0
  }
}
