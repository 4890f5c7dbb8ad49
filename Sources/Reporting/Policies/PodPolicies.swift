import Addressing
public import Cluster
public import Policies

/// The policies that select one pod, ready to be said.
public struct PodPolicies {
  let pod: Pod
  let engine: PolicyEngine

  /// The policies of `engine` that select `pod`.
  public init(of pod: Pod, in engine: PolicyEngine) {
    self.pod = pod
    self.engine = engine
  }

  /// The answer for people: isolated or not in each direction, and each rule in words.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var lines = style.wrapped(headline, colour: .heading)
    for policy in clusterPolicies { lines += [""] + self.lines(policy, style) }
    for direction in PolicyDirection.allCases { lines += [""] + self.lines(direction, style) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headline: String {
    if pod.hostNetwork {
      return "\(pod.objectName) is on the host network: no policy isolates it"
    }
    if pod.isFinished { return "\(pod.objectName) has ended: no policy isolates it" }
    let words = PolicyDirection.allCases.map { direction in
      let policies = engine.policies(isolating: pod, direction)
      let names = policies.map(\.metadata.name).joined(separator: ", ")
      return direction.rawValue.lowercased()
        + (policies.isEmpty ? " is open" : " is isolated by \(names)")
    }
    return "\(pod.objectName): " + words.joined(separator: ", ")
  }

  private func lines(_ direction: PolicyDirection, _ style: TextStyle) -> [String] {
    let policies = engine.policies(isolating: pod, direction)
    let word = direction == .ingress ? "Who may reach it" : "What it may reach"
    var lines = [style.paint(word, .heading)]
    guard !policies.isEmpty else {
      return lines + style.wrapped("everything: no policy isolates it here", first: "  ")
    }
    for policy in policies {
      lines += style.wrapped("\(policy.objectName)", first: "  ")
      let rules = policy.rules(direction)
      if rules.isEmpty { lines.append("    nothing: it has no rule") }
      for (place, rule) in rules.enumerated() {
        lines += style.wrapped(
          "\(direction.rawValue.lowercased())[\(place)]: " + words(rule, direction, policy),
          first: "    ")
      }
    }
    return lines
  }

  /// A rule in plain words, named ports with what they are in this pod.
  func words(_ rule: PolicyRule, _ direction: PolicyDirection, _ policy: NetworkPolicy) -> String {
    let peers = rule.peers.map { words($0, in: policy.metadata.namespace) }
    let who = peers.isEmpty ? "anyone, also outside the cluster" : peers.joined(separator: ", or ")
    let ports = rule.ports.map { words($0, direction) }
    let what = ports.isEmpty ? "every port" : ports.joined(separator: ", ")
    return (direction == .ingress ? "from " : "to ") + who + " — on " + what
  }

  private func words(_ peer: PolicyPeer, in namespace: String) -> String {
    switch peer {
    case .ipBlock(let block):
      let but =
        block.except.isEmpty
        ? "" : " but not " + block.except.map { "\($0.canonical)" }.joined(separator: ", ")
      return "addresses in \(block.cidr.canonical)\(but)"
    case .pods(let pods): return "\(Self.words(pods, "pods")) of namespace \(namespace)"
    case .namespaces(let namespaces):
      return "any pod of \(Self.words(namespaces, "namespaces")) (no address outside the cluster)"
    case .podsIn(let namespaces, let pods):
      return "\(Self.words(pods, "pods")) of \(Self.words(namespaces, "namespaces"))"
    }
  }

  private static func words(_ selector: LabelSelector, _ what: String) -> String {
    selector.isEmpty ? "all \(what)" : "\(what) with \(selector)"
  }

  private func words(_ port: PolicyPort, _ direction: PolicyDirection) -> String {
    guard case .name(let name) = port.port else { return "\(port)" }
    guard direction == .ingress else { return "\(port) (whatever the destination declares)" }
    let numbers = pod.portNumbers(named: name, port.transport)
    return numbers.isEmpty
      ? "\(port) (which this pod does not declare)"
      : "\(port) (here \(numbers.map(String.init).joined(separator: ", ")))"
  }
}

extension PodPolicies {
  /// The cluster-wide policies that select the pod.
  private var clusterPolicies: [ClusterPolicy] { engine.clusterPolicies(selecting: pod) }

  private func lines(_ policy: ClusterPolicy, _ style: TextStyle) -> [String] {
    var lines = style.wrapped(
      "\(policy.kind) \(policy.metadata.name), tier \(policy.tier.rawValue), "
        + "priority \(policy.priority)", colour: .heading)
    for direction in PolicyDirection.allCases {
      for (place, rule) in policy.rules(direction).enumerated() {
        let name = rule.name.map { " (\($0))" } ?? ""
        lines += style.wrapped(
          "\(direction.rawValue.lowercased())[\(place)]\(name): \(rule.action.rawValue) "
            + rule.words(direction), first: "  ")
      }
    }
    return lines
  }

  /// The answer for machines: one object on one line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("pod", pod.objectName.description)
      for direction in PolicyDirection.allCases {
        let policies = engine.policies(isolating: pod, direction)
        switch direction {
        case .ingress: writer.key("ingress")
        case .egress: writer.key("egress")
        }
        writer.object { writer in
          writer.member("isolated", !policies.isEmpty)
          writer.key("policies")
          writer.array(policies) { policy, writer in write(policy, direction, to: &writer) }
        }
      }
      writer.key("clusterPolicies")
      writer.array(clusterPolicies) { policy, writer in
        writer.string("\(policy.kind) \(policy.metadata.name)")
      }
    }
    return writer.bytes
  }

  private func write(
    _ policy: NetworkPolicy, _ direction: PolicyDirection, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("policy", policy.objectName.description)
      writer.key("rules")
      writer.array(policy.rules(direction)) { rule, writer in
        writer.string(words(rule, direction, policy))
      }
    }
  }
}

extension ClusterPolicyRule {
  /// The peers and ports in words.
  fileprivate func words(_ direction: PolicyDirection) -> String {
    let who = peers.map(\.words).joined(separator: ", or ")
    let what =
      ports.map { $0.map(\.words).joined(separator: ", ") } ?? "every port"
    return (direction == .ingress ? "from " : "to ") + who + " — on " + what
  }
}

extension ClusterPeer {
  fileprivate var words: String {
    switch self {
    case .pods(let selector): "pods \(selector.pods) of namespaces \(selector.namespaces)"
    case .sameLabels(let keys, let pods):
      "pods \(pods) of namespaces with the same \(keys.joined(separator: ", "))"
    case .notSameLabels(let keys, let pods):
      "pods \(pods) of namespaces with another \(keys.joined(separator: ", "))"
    case .nodes(let selector): "nodes \(selector)"
    case .networks(let networks): networks.map(\.description).joined(separator: ", ")
    case .domainNames(let names): names.joined(separator: ", ")
    case .unknown: "a peer of an unknown kind"
    }
  }
}

extension ClusterPort {
  fileprivate var words: String {
    switch self {
    case .range(let transport, let range):
      (range == .all ? "" : range.words + "/") + transport.description.uppercased()
    case .name(let name): name
    }
  }
}
