public import Addressing

/// What the chains and sets of a node stand for: by the naming hashes where those can be computed,
/// by comments elsewhere.
public struct RuleNames: Sendable {
  private var names: [String: RuleName]
  /// Policy chains whose comment gives the policy's name only; the namespace is that of the pod.
  private var jumpsFromPods: [String: (policy: String, podChain: String)] = [:]

  /// The names that follow from the objects of a cluster. Costs a hash for each endpoint and rule.
  public init(_ cluster: ClusterObjects) {
    names = Self.wellKnown
    for service in cluster.services.list { addService(service, in: cluster) }
    for policy in cluster.networkPolicies.list { addPolicy(policy) }
  }

  /// What `name`, a chain's or set's, stands for; nil where nothing is known of it.
  public subscript(name: String) -> RuleName? {
    if let known = names[name] { return known }
    guard let jump = jumpsFromPods[name], case .pod(let pod)? = names[jump.podChain] else {
      return nil
    }
    return .policy(ObjectName(namespace: pod.namespace, name: jump.policy))
  }

  /// Learns from a rule of `chain`: from its comment, where it jumps to, and what it translates to.
  public mutating func learn(
    chain: String, comment: String?, jump: String?, translatesTo endpoint: Endpoint? = nil
  ) {
    guard let comment = comment.flatMap(RuleComment.init(parsing:)) else { return }
    switch comment {
    case .pod(let pod):
      for name in [jump, chain] { note(.pod(pod), for: name, prefix: "KUBE-POD-FW-") }
    case .policy(let policy):
      for name in [jump, chain] { note(.policy(policy), for: name, prefix: "KUBE-NWPLCY-") }
    case .policyOfPod(let policy):
      if let jump, jump.hasPrefix("KUBE-NWPLCY-"), names[jump] == nil {
        jumpsFromPods[jump] = (policy, chain)
      }
    case .servicePort(let port):
      learn(port, chain: chain, jump: jump, endpoint: endpoint)
    }
  }

  private mutating func learn(
    _ port: ServicePortName, chain: String, jump: String?, endpoint: Endpoint?
  ) {
    if let endpoint {
      note(.endpoint(port, endpoint, pod: nil), for: chain, prefix: "KUBE-SEP-")
    }
    for kind in ServiceChain.allCases {
      for name in [jump, chain] { note(.service(kind, port), for: name, prefix: kind.rawValue) }
    }
  }

  private mutating func note(_ meaning: RuleName, for name: String?, prefix: String) {
    guard let name, name.hasPrefix(prefix), names[name] == nil else { return }
    names[name] = meaning
  }
}

extension RuleNames {
  private mutating func addService(_ service: Service, in cluster: ClusterObjects) {
    let backends = cluster.backends(of: service.objectName).list
    for port in service.ports {
      let own = ServicePortName(service.objectName, port: port.name ?? "")
      let hash = RuleHash.service(own, port.transport)
      for chain in ServiceChain.allCases { names[chain.rawValue + hash] = .service(chain, own) }
      for backend in backends where backend.portName == own.port {
        let hash = RuleHash.endpoint(own, port.transport, backend.endpoint)
        names["KUBE-SEP-" + hash] = .endpoint(own, backend.endpoint, pod: backend.pod)
      }
    }
  }

  /// The sets of kube-router 1 (no family in the hash) and 2 (`IPv4`, `IPv6`).
  private mutating func addPolicy(_ policy: NetworkPolicy) {
    let name = policy.objectName
    for family in ["", "IPv4", "IPv6"] {
      let prefix = family == "IPv6" ? "inet6:" : ""
      let subjects = RuleHash.policySet(name, family)
      names["\(prefix)KUBE-DST-\(subjects)"] = .policySubjects(name, .ingress)
      names["\(prefix)KUBE-SRC-\(subjects)"] = .policySubjects(name, .egress)
      for direction in PolicyDirection.allCases {
        for (index, rule) in policy.rules(direction).enumerated() {
          addRule(rule, index, direction, of: name, family, prefix)
        }
      }
    }
  }

  private mutating func addRule(
    _ rule: PolicyRule, _ index: Int, _ direction: PolicyDirection, of policy: ObjectName,
    _ family: String, _ prefix: String
  ) {
    let word = direction == .ingress ? "ingressrule" : "egressrule"
    let side = prefix + (direction == .ingress ? "KUBE-SRC-" : "KUBE-DST-")
    let meaning = { (set: PolicyPeerSet) in
      RuleName.policyPeers(policy, direction, rule: index, set)
    }
    let pods = RuleHash.policySet(policy, word, String(index), family, "pod")
    let blocks = RuleHash.policySet(policy, word, String(index), family, "ipblock")
    names[side + pods] = meaning(.pods)
    names[side + blocks] = meaning(.ipBlocks)
    guard rule.ports.contains(where: \.isNamed) else { return }
    // One set for each number the name resolves to; few names resolve to more than some.
    for group in 0..<8 {
      let hash = RuleHash.policySet(
        policy, word, String(index), String(group), family, "namedport")
      names["\(prefix)KUBE-DST-\(hash)"] = meaning(.namedPort(group))
    }
  }
}

extension PolicyPort {
  fileprivate var isNamed: Bool { if case .name = port { true } else { false } }
}
