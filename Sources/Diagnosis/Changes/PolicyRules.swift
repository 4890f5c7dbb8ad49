import Addressing
import Cluster
import Firewall
import Snapshots

/// The rules and sets that a policy engine writes on a node for one direction of a NetworkPolicy: what it
/// admits gets the mark 0x10000, as kube-router 1 and 2 and Calico's Felix do.
///
/// Only what a policy admits is modelled: it is tried by putting it before the rule that refuses.
struct PolicyRules {
  let policy: NetworkPolicy
  let direction: PolicyDirection
  let family: IPFamily
  let cluster: ClusterObjects

  /// The policy's chain.
  var chain: String { "KUBE-NWPLCY-" + RuleHash.policySet(policy.objectName, direction.rawValue) }

  /// The changes that make a pod's chain ask the policy before the rule at `position` refuses.
  func changes(in place: ChainPlace, before position: Int) -> [Change] {
    var sets: [IPSet] = []
    var lines: [String] = []
    for (index, rule) in policy.rules(direction).enumerated() {
      for peers in peerMatches(rule, index, &sets) {
        for ports in portMatches(rule, index, &sets) { lines += admit(peers + ports) }
      }
    }
    let jump =
      RuleLine.rules(
        [
          "-A X -m comment --comment \"run through nw policy \(policy.metadata.name)\" -j \(chain)",
          "-A X -m mark --mark 0x10000/0x10000 -j RETURN",
        ].map { $0.replacingX(place.chain) }, family)
    // kube-router goes on after the mark, Felix returns from the pod's chain.
    let asked = place.chain.hasPrefix("cali-") ? jump : Array(jump.prefix(1))
    return sets.map { .putSet(host: place.host, $0) }
      + [.putChain(place.sibling(chain), RuleLine.rules(lines, family))]
      + asked.enumerated().map { .insertRule(place, position: position + $0, $1) }
  }

  private func admit(_ match: String) -> [String] {
    ["-j MARK --set-xmark 0x10000/0x10000", "-m mark --mark 0x10000/0x10000 -j RETURN"]
      .map { "-A \(chain)\(match) \($0)" }
  }

  /// One match for each kind of peer; one empty match where everyone is admitted.
  private func peerMatches(
    _ rule: PolicyRule, _ index: Int, _ sets: inout [IPSet]
  ) -> [String] {
    if rule.peers.isEmpty { return [""] }
    let side = direction == .ingress ? "src" : "dst"
    var matches: [String] = []
    let pods = rule.peers.flatMap { podAddresses($0) }
    if !pods.isEmpty {
      let set = makeSet(index, "pod", .hashIP, pods)
      sets.append(set)
      matches.append(" -m set --match-set \(set.name) \(side)")
    }
    let blocks = rule.peers.flatMap { networks($0) }
    if !blocks.isEmpty {
      let set = makeSet(index, "ipblock", .hashNet, blocks)
      sets.append(set)
      matches.append(" -m set --match-set \(set.name) \(side)")
    }
    return matches
  }

  private func portMatches(
    _ rule: PolicyRule, _ index: Int, _ sets: inout [IPSet]
  ) -> [String] {
    if rule.ports.isEmpty { return [""] }
    return rule.ports.enumerated().flatMap { position, port -> [String] in
      let name = "\(port.transport)"
      switch port.port {
      case .all: return [" -p \(name)"]
      case .number(let number): return [" -p \(name) -m \(name) --dport \(number)"]
      case .range(let range):
        return [" -p \(name) -m \(name) --dport \(range.first):\(range.last)"]
      case .name(let wanted):
        return named(wanted, port.transport, index, position, &sets).map {
          " -p \(name)" + $0
        }
      }
    }
  }

  /// The ports that pods declare under a name, each with the pods that do.
  private func named(
    _ wanted: String, _ transport: TransportProtocol, _ index: Int, _ position: Int,
    _ sets: inout [IPSet]
  ) -> [String] {
    let pods = cluster.pods.list.filter { !$0.isFinished && !$0.hostNetwork }
    var byNumber: [UInt16: [String]] = [:]
    for pod in pods {
      for number in pod.portNumbers(named: wanted, transport) {
        byNumber[number, default: []] += addresses(of: pod)
      }
    }
    return byNumber.sorted { $0.key < $1.key }.map { number, addresses in
      let set = makeSet(index, "port\(position)-\(number)", .hashIP, addresses)
      sets.append(set)
      return " -m set --match-set \(set.name) dst -m \(transport) --dport \(number)"
    }
  }

  private func podAddresses(_ peer: PolicyPeer) -> [String] {
    cluster.pods.list.filter { pod in
      guard !pod.isFinished, !pod.hostNetwork else { return false }
      let namespace = pod.metadata.namespace
      let labels = { cluster.namespaceLabels(namespace) }
      switch peer {
      case .ipBlock: return false
      case .pods(let selector):
        return namespace == policy.metadata.namespace && selector.matches(pod.metadata.labels)
      case .namespaces(let selector): return selector.matches(labels())
      case .podsIn(let namespaces, let pods):
        return namespaces.matches(labels()) && pods.matches(pod.metadata.labels)
      }
    }.flatMap(addresses)
  }

  private func addresses(of pod: Pod) -> [String] {
    pod.addresses.filter { $0.family == family }.map(\.description)
  }

  private func networks(_ peer: PolicyPeer) -> [String] {
    guard case .ipBlock(let block) = peer, block.cidr.family == family else { return [] }
    return [block.cidr].flatMap(halves).map { "\($0.network)/\($0.length)" }
      + block.except.map { "\($0.network)/\($0.length) nomatch" }
  }

  /// A hash:net set cannot hold /0: kube-router writes the two halves.
  private func halves(_ prefix: IPPrefix) -> [IPPrefix] {
    guard prefix.length == 0 else { return [prefix] }
    let high =
      family == .ipv4
      ? IPAddress(v4: 0x8000_0000) : IPAddress(v6High: 0x8000_0000_0000_0000, low: 0)
    return [IPAddress.zero(family), high].compactMap { IPPrefix($0, length: 1) }
  }

  private func makeSet(_ index: Int, _ part: String, _ kind: IPSetKind, _ members: [String])
    -> IPSet
  {
    let side = direction == .ingress ? "KUBE-SRC-" : "KUBE-DST-"
    let word = direction == .ingress ? "ingressrule" : "egressrule"
    let hash = RuleHash.policySet(policy.objectName, word, String(index), part, "what-if")
    var set = IPSet(name: side + hash, kind: kind, options: [.family(family)])
    for member in members { try? set.add(parsing: member) }
    return set
  }
}

extension String {
  fileprivate func replacingX(_ chain: String) -> String { "-A \(chain)" + dropFirst(4) }
}
