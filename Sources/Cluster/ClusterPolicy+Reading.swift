import Addressing
import Documents

extension ClusterPolicy {
  /// Reads a policy of `policy.networking.k8s.io`.
  init(reading object: FieldReader, kind: String) throws(FieldError) {
    guard let spec = try object.object("spec") else {
      throw FieldError(object.node, at: .key(.root, "spec"), "is missing")
    }
    guard let subject = try spec.object("subject") else {
      throw FieldError(spec.node, at: .key(spec.path, "subject"), "is missing")
    }
    self.init(
      kind: kind, metadata: try ObjectMetadata(of: object, namespaced: false),
      tier: try spec.tier(kind), priority: try spec.priority(kind),
      subject: try subject.podSelector(), ingress: try spec.rules("ingress", peers: "from"),
      egress: try spec.rules("egress", peers: "to"))
  }
}

extension FieldReader {
  fileprivate func tier(_ kind: String) throws(FieldError) -> ClusterPolicy.Tier {
    switch kind {
    case "AdminNetworkPolicy": return .admin
    case "BaselineAdminNetworkPolicy": return .baseline
    case _:
      let text = try requiredString("tier")
      guard let tier = ClusterPolicy.Tier(rawValue: text) else {
        throw invalid("tier", "should be Admin or Baseline, not \"\(text)\"")
      }
      return tier
    }
  }

  fileprivate func priority(_ kind: String) throws(FieldError) -> Int {
    if kind == "BaselineAdminNetworkPolicy" { return 0 }
    guard let priority = try int("priority") else {
      throw FieldError(node, at: .key(path, "priority"), "is missing")
    }
    guard (0...1000).contains(priority) else {
      throw invalid("priority", "should be 0 to 1000, not \(priority)")
    }
    return priority
  }

  /// `namespaces` or `pods` of a subject.
  fileprivate func podSelector() throws(FieldError) -> ClusterPodSelector {
    if let namespaces = try object("namespaces") {
      return ClusterPodSelector(namespaces: try LabelSelector(reading: namespaces))
    }
    guard let pods = try object("pods") else {
      throw FieldError(node, at: path, "should hold namespaces or pods")
    }
    return try pods.namespacedPod()
  }

  fileprivate func namespacedPod() throws(FieldError) -> ClusterPodSelector {
    ClusterPodSelector(
      namespaces: try selector("namespaceSelector"), pods: try selector("podSelector"))
  }

  private func selector(_ key: String) throws(FieldError) -> LabelSelector {
    try object(key).map(LabelSelector.init(reading:)) ?? LabelSelector()
  }

  fileprivate func rules(
    _ key: String, peers: String
  ) throws(FieldError) -> [ClusterPolicyRule] {
    var all: [ClusterPolicyRule] = []
    for rule in try list(key) {
      let name = try rule.string("name")
      all.append(
        ClusterPolicyRule(
          name: name == "" ? nil : name, action: try rule.action(), peers: try rule.peers(peers),
          ports: try rule.ports()))
    }
    return all
  }

  private func action() throws(FieldError) -> ClusterPolicyRule.Action {
    switch try string("action") {
    case "Accept", "Allow": .accept
    case "Deny": .deny
    case "Pass": .pass
    case let other:
      throw invalid("action", "should be Accept, Allow, Deny or Pass, not \"\(other ?? "")\"")
    }
  }

  private func peers(_ key: String) throws(FieldError) -> [ClusterPeer] {
    let list = try list(key)
    guard !list.isEmpty else {
      throw FieldError(node, at: .key(path, key), "should hold at least one peer")
    }
    var all: [ClusterPeer] = []
    for peer in list { all.append(try peer.clusterPeer()) }
    return all
  }

  private func clusterPeer() throws(FieldError) -> ClusterPeer {
    if let namespaces = try object("namespaces") {
      return try namespaces.namespacePeer(pods: LabelSelector())
    }
    if let pods = try object("pods") {
      // Until v0.1.1 the namespaces of pods stood in an object of their own.
      if let namespaces = try pods.object("namespaces") {
        return try namespaces.namespacePeer(pods: try pods.selector("podSelector"))
      }
      return .pods(try pods.namespacedPod())
    }
    if let nodes = try object("nodes") { return .nodes(try LabelSelector(reading: nodes)) }
    if try value("networks") != nil { return .networks(try prefixes("networks")) }
    if try value("domainNames") != nil { return .domainNames(try strings("domainNames")) }
    return .unknown
  }

  /// A label selector, or the older object with one of three ways to choose.
  private func namespacePeer(pods: LabelSelector) throws(FieldError) -> ClusterPeer {
    if let selector = try object("namespaceSelector") {
      return .pods(
        ClusterPodSelector(namespaces: try LabelSelector(reading: selector), pods: pods))
    }
    let same = try strings("sameLabels")
    if !same.isEmpty { return .sameLabels(same, pods: pods) }
    let other = try strings("notSameLabels")
    if !other.isEmpty { return .notSameLabels(other, pods: pods) }
    return .pods(ClusterPodSelector(namespaces: try LabelSelector(reading: self), pods: pods))
  }

  /// `protocols` of `v1alpha2`, `ports` of `v1alpha1`.
  private func ports() throws(FieldError) -> [ClusterPort]? {
    if try value("protocols") != nil {
      var all: [ClusterPort] = []
      for entry in try list("protocols") { all.append(try entry.protocolPort()) }
      return all
    }
    guard try value("ports") != nil else { return nil }
    var all: [ClusterPort] = []
    for entry in try list("ports") { all.append(try entry.versionOnePort()) }
    return all
  }

  private func protocolPort() throws(FieldError) -> ClusterPort {
    if let name = try string("destinationNamedPort"), !name.isEmpty { return .name(name) }
    for (key, transport) in [("tcp", TransportProtocol.tcp), ("udp", .udp), ("sctp", .sctp)] {
      guard let entry = try object(key) else { continue }
      guard let port = try entry.object("destinationPort") else { return .range(transport, .all) }
      if let range = try port.object("range") {
        return .range(transport, try range.portRange())
      }
      return .range(transport, PortRange(try port.requiredPort("number")))
    }
    throw FieldError(node, at: path, "should hold tcp, udp, sctp or destinationNamedPort")
  }

  private func versionOnePort() throws(FieldError) -> ClusterPort {
    if let number = try object("portNumber") {
      return .range(try number.transport(), PortRange(try number.requiredPort("port")))
    }
    if let range = try object("portRange") {
      return .range(try range.transport(), try range.portRange())
    }
    if let name = try string("namedPort"), !name.isEmpty { return .name(name) }
    throw FieldError(node, at: path, "should hold portNumber, portRange or namedPort")
  }

  private func portRange() throws(FieldError) -> PortRange {
    let (first, last) = (try requiredPort("start"), try requiredPort("end"))
    guard first <= last else {
      throw invalid("end", "should be \(first) or more, not \(last)")
    }
    return PortRange(first, last)
  }
}
