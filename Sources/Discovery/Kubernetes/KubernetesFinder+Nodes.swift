import Documents
import Relabelling

extension KubernetesFinder {
  /// The kubelet of a node. A node without an address is none: Prometheus sends no group for it.
  func nodeGroup(_ node: KubernetesObject) -> DiscoveredGroup? {
    let addresses = node.list("status", "addresses").map { ($0.word("type"), $0.word("address")) }
    guard let address = Self.preferred(addresses) else { return nil }
    let endpoint = node.text("status", "daemonEndpoints", "kubeletEndpoint", "Port")
    var target = [
      MetaLabels.address(MetaLabels.joined(address, endpoint.isEmpty ? "0" : endpoint)),
      Label("instance", ByteString(node.name)),
    ]
    // The first address of each type: reversed, since of two equal names the last counts.
    target += addresses.reversed().map { type, address in
      MetaLabels.label("node_address_\(MetaLabels.sanitized(type))", address)
    }
    return DiscoveredGroup(
      source: "node/\(node.name)", labels: Self.labels(ofNode: node), targets: [target])
  }

  private static func preferred(_ addresses: [(String, String)]) -> String? {
    let types = [
      "InternalIP", "InternalDNS", "ExternalIP", "ExternalDNS", "LegacyHostIP", "Hostname",
    ]
    for type in types {
      if let found = addresses.first(where: { $0.0 == type }) { return found.1 }
    }
    return nil
  }

  private static func labels(ofNode node: KubernetesObject) -> [Label] {
    MetaLabels.object(node, "node")
      + [MetaLabels.label("node_provider_id", node.text("spec", "providerID"))]
      + node.list("status", "conditions").map { condition in
        MetaLabels.label(
          "node_condition_\(MetaLabels.sanitized(condition.word("type").lowercased()))",
          condition.word("status").lowercased())
      }
  }

  /// The labels of a node that `attach_metadata` adds; none where it is not wanted or not seen.
  func attached(node name: String?) -> [Label] {
    guard query.attached.node, let name, let node = object(.node, name: name) else { return [] }
    return MetaLabels.object(node, "node")
  }

  /// The labels of a namespace that `attach_metadata` adds.
  func attached(namespace name: String) -> [Label] {
    guard query.attached.namespace, let namespace = object(.namespace, name: name) else {
      return []
    }
    return MetaLabels.object(namespace, "namespace", hasName: false)
  }
}
