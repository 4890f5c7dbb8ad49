import Addressing
import Cluster
import Documents

/// NetworkPolicy by brute force over the manifests themselves.
struct DirectEvaluator {
  let policies: [Node]
  let cluster: ClusterObjects

  struct End {
    var address: String
    var pod: Pod?
  }

  func allows(_ from: String, _ to: String, _ port: Int, _ transport: String) -> Bool {
    let (source, destination) = (resolve(from), resolve(to))
    if let one = source.pod, let other = destination.pod, one == other { return true }
    let node = cluster.nodes.list.first { node in
      node.addresses.contains(.internalIP(IPAddress(parsing: source.address) ?? .zero(.ipv4)))
    }
    let ownNode = node != nil && node?.metadata.name == destination.pod?.nodeName
    let ingress =
      ownNode || passes("Ingress", destination, source, destination, port, transport)
    return ingress && passes("Egress", source, destination, destination, port, transport)
  }

  private func resolve(_ text: String) -> End {
    for pod in cluster.pods.list {
      let address = pod.addresses[0].description
      if "\(pod.objectName)" == text || address == text { return End(address: address, pod: pod) }
    }
    return End(address: text, pod: nil)
  }

  private func passes(
    _ type: String, _ subject: End, _ other: End, _ destination: End, _ port: Int,
    _ transport: String
  ) -> Bool {
    guard let pod = subject.pod else { return true }
    var isolated = false
    for policy in policies where applies(policy, to: pod, type) {
      isolated = true
      let section = type == "Ingress" ? "ingress" : "egress"
      for rule in policy["spec"]?[section]?.array ?? [] {
        let peers = rule[type == "Ingress" ? "from" : "to"]?.array ?? []
        let ports = rule["ports"]?.array ?? []
        let namespace = policy["metadata"]?["namespace"]?.string ?? ""
        let peerHolds = peers.isEmpty || peers.contains { holds($0, other, namespace) }
        let portHolds =
          ports.isEmpty || ports.contains { holds($0, port, transport, destination.pod) }
        if peerHolds && portHolds { return true }
      }
    }
    return !isolated
  }

  private func applies(_ policy: Node, to pod: Pod, _ type: String) -> Bool {
    guard policy["metadata"]?["namespace"]?.string == pod.metadata.namespace else { return false }
    let spec = policy["spec"]
    if let types = spec?["policyTypes"]?.array {
      guard types.contains(Node(.string(type))) else { return false }
    } else if type == "Egress", spec?["egress"]?.array?.isEmpty ?? true {
      return false
    }
    return selects(spec?["podSelector"], pod.metadata.labels)
  }

  private func selects(_ selector: Node?, _ labels: [String: String]) -> Bool {
    for label in selector?["matchLabels"]?.object ?? [] {
      if labels[label.key] != label.value.string { return false }
    }
    for expression in selector?["matchExpressions"]?.array ?? [] {
      let has = labels[expression["key"]?.string ?? ""]
      let values = (expression["values"]?.array ?? []).map(\.string)
      let holds: Bool
      switch expression["operator"]?.string {
      case "In": holds = has != nil && values.contains(has)
      case "NotIn": holds = has == nil || !values.contains(has)
      case "Exists": holds = has != nil
      case _: holds = has == nil
      }
      if !holds { return false }
    }
    return true
  }

  private func holds(_ peer: Node, _ end: End, _ namespace: String) -> Bool {
    if let block = peer["ipBlock"] {
      let excepted = (block["except"]?.array ?? []).contains { inside(end.address, $0.string) }
      return inside(end.address, block["cidr"]?.string) && !excepted
    }
    guard let pod = end.pod else { return false }
    if let spaces = peer["namespaceSelector"] {
      let own = cluster.namespaces.list.first { $0.metadata.name == pod.metadata.namespace }
      if !selects(spaces, own?.metadata.labels ?? [:]) { return false }
    } else if pod.metadata.namespace != namespace {
      return false
    }
    return selects(peer["podSelector"], pod.metadata.labels)
  }

  private func inside(_ address: String, _ cidr: String?) -> Bool {
    guard let cidr = cidr.flatMap({ IPPrefix(parsing: $0) }),
      let address = IPAddress(parsing: address), address.family == cidr.family
    else { return false }
    return cidr.network <= address && address <= cidr.last
  }

  private func holds(_ entry: Node, _ port: Int, _ transport: String, _ pod: Pod?) -> Bool {
    guard entry["protocol"]?.string ?? "TCP" == transport else { return false }
    guard let wanted = entry["port"] else { return true }
    if let name = wanted.string {
      return (pod?.containers ?? []).flatMap(\.ports).contains {
        $0.name == name && Int($0.containerPort) == port
          && $0.transport.description.uppercased() == transport
      }
    }
    let first = wanted.int ?? 0
    return port >= first && port <= entry["endPort"]?.int ?? first
  }
}
