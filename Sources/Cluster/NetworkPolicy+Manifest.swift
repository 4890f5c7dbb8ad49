import Addressing
public import Documents

extension NetworkPolicy {
  /// The policy as a manifest that `kubectl apply -f -` takes.
  public var manifest: String { node.yaml }

  /// The policy as the API writes it, without what only the API server sets.
  public var node: Node {
    var metadata: [Node.Member] = [
      .init("name", Node(.string(self.metadata.name))),
      .init("namespace", Node(.string(self.metadata.namespace))),
    ]
    if !self.metadata.labels.isEmpty {
      metadata.append(.init("labels", Self.map(self.metadata.labels)))
    }
    let annotations = self.metadata.annotations.filter {
      $0.key != "kubectl.kubernetes.io/last-applied-configuration"
    }
    if !annotations.isEmpty { metadata.append(.init("annotations", Self.map(annotations))) }
    return [
      "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
      "metadata": Node(.object(metadata)), "spec": spec,
    ]
  }

  private var spec: Node {
    var spec: [Node.Member] = [
      .init("podSelector", podSelector.node),
      .init("policyTypes", Node(.array(types.map { Node(.string($0.rawValue)) }))),
    ]
    for direction in PolicyDirection.allCases where !rules(direction).isEmpty {
      let peers = direction == .ingress ? "from" : "to"
      let rules = rules(direction).map { $0.node(peers: peers) }
      spec.append(.init(direction.rawValue.lowercased(), Node(.array(rules))))
    }
    return Node(.object(spec))
  }

  fileprivate static func map(_ map: [String: String]) -> Node {
    Node(
      .object(map.sorted { $0.key < $1.key }.map { .init($0.key, Node(.string($0.value))) }))
  }
}

extension LabelSelector {
  fileprivate var node: Node {
    var members: [Node.Member] = []
    if !matchLabels.isEmpty { members.append(.init("matchLabels", NetworkPolicy.map(matchLabels))) }
    if !matchExpressions.isEmpty {
      members.append(.init("matchExpressions", Node(.array(matchExpressions.map(\.node)))))
    }
    return Node(.object(members))
  }
}

extension LabelRequirement {
  fileprivate var node: Node {
    let (name, values): (String, [String]) =
      switch condition {
      case .in(let values): ("In", values)
      case .notIn(let values): ("NotIn", values)
      case .exists: ("Exists", [])
      case .doesNotExist: ("DoesNotExist", [])
      }
    var members: [Node.Member] = [
      .init("key", Node(.string(key))), .init("operator", Node(.string(name))),
    ]
    if !values.isEmpty {
      members.append(.init("values", Node(.array(values.map { Node(.string($0)) }))))
    }
    return Node(.object(members))
  }
}

extension PolicyRule {
  fileprivate func node(peers key: String) -> Node {
    var members: [Node.Member] = []
    if !peers.isEmpty { members.append(.init(key, Node(.array(peers.map(\.node))))) }
    if !ports.isEmpty { members.append(.init("ports", Node(.array(ports.map(\.node))))) }
    return Node(.object(members))
  }
}

extension PolicyPeer {
  fileprivate var node: Node {
    switch self {
    case .ipBlock(let block): ["ipBlock": block.node]
    case .pods(let pods): ["podSelector": pods.node]
    case .namespaces(let namespaces): ["namespaceSelector": namespaces.node]
    case .podsIn(let namespaces, let pods):
      ["namespaceSelector": namespaces.node, "podSelector": pods.node]
    }
  }
}

extension IPBlock {
  fileprivate var node: Node {
    var members: [Node.Member] = [.init("cidr", Node(.string(cidr.description)))]
    if !except.isEmpty {
      let texts = except.map { Node(.string($0.description)) }
      members.append(.init("except", Node(.array(texts))))
    }
    return Node(.object(members))
  }
}

extension PolicyPort {
  fileprivate var node: Node {
    var members: [Node.Member] = []
    switch port {
    case .all: break
    case .number(let number): members.append(.init("port", Node(integerLiteral: Int(number))))
    case .range(let range):
      members.append(.init("port", Node(integerLiteral: Int(range.first))))
      members.append(.init("endPort", Node(integerLiteral: Int(range.last))))
    case .name(let name): members.append(.init("port", Node(.string(name))))
    }
    members.append(.init("protocol", Node(.string(transport.description.uppercased()))))
    return Node(.object(members))
  }
}
